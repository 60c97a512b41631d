using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>An account was locked: each of its organizations tells its owners, in a transaction of its own. Done twice, nobody is told twice.</summary>
public sealed class AccountLockedHandler(FindMemberships find, IServiceScopeFactory scopes) : IJobHandler<AccountLocked>
{
    public async Task HandleAsync(AccountLocked work, CancellationToken ct)
    {
        var memberships = await find.ExecuteAsync(new(work.AccountId), ct);
        if (!memberships.Succeeded)
            throw new ProblemException(memberships.Problem);
        foreach (var membership in memberships.Value)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("account lock", membership.OrganizationId));
            var told = await scope.ServiceProvider.GetRequiredService<MailOwnersOfLock>()
                .ExecuteAsync(new(work.AccountId, work.Until), new IdempotencyKey($"{work.AccountId:N}-{work.Until.UtcTicks}"), ct);
            if (told.Problem is { } problem)
                throw new ProblemException(problem);
        }
    }
}
