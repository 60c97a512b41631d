using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>
/// An account was locked out: each of its organizations tells its owners, in a transaction of its own. A repeated job tells
/// nobody twice.
/// </summary>
public sealed class AccountLockedHandler(GetLockout lockout, FindMemberships find, IServiceScopeFactory scopes) : IJobHandler
{
    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        if (Value(await lockout.ExecuteAsync(new(call.Subject), ct)).Until is not { } until)
            return; // unlocked in the meantime
        foreach (var membership in Value(await find.ExecuteAsync(new(call.Subject), ct)))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("account lock", membership.OrganizationId));
            Value(await scope.ServiceProvider.GetRequiredService<MailOwnersOfLock>()
                .ExecuteAsync(new(call.Subject, until), new IdempotencyKey($"{call.Subject:N}-{until.UtcTicks}"), ct));
        }
    }

    static T Value<T>(Result<T> result) => result.Problem is { } problem ? throw new ProblemException(problem) : result.Value;
}
