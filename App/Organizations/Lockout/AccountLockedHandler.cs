using App.Accounts;

namespace App.Organizations;

/// <summary>
/// Notifies the owners of each organization of a locked account, in one transaction per organization. A repeated job sends no
/// second email.
/// </summary>
public sealed class AccountLockedHandler(GetLockout lockout, FindMemberships find, IServiceScopeFactory scopes) : IJobHandler
{
    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        if (Value(await lockout.ExecuteAsync(new(call.Subject), ct)).Until is not { } until)
            return; // unlocked in the meantime
        foreach (var membership in Value(await find.ExecuteAsync(new(call.Subject), ct)))
        {
            await using var scope = scopes.CreateSystemScope("account lock", membership.OrganizationId);
            var notify = scope.ServiceProvider.GetRequiredService<NotifyOwnersOfLockout>();
            var key = new IdempotencyKey($"{call.Subject:N}-{until.UtcTicks}");
            Value(await notify.ExecuteAsync(new(call.Subject, until), key, ct));
        }
    }

    static T Value<T>(Result<T> result) =>
        result.Problem is { } problem ? throw new ProblemException(problem) : result.Value;
}
