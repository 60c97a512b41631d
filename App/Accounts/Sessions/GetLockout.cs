using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Returns the time when an account's lockout ends; null if the account is not locked. It is for system jobs.</summary>
public sealed class GetLockout(Gate gate) : Query<GetLockout.Request, GetLockout.Answer>(gate)
{
    public sealed record Request(Guid AccountId) : IRequest;

    public sealed record Answer(DateTimeOffset? Until);

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "account.get_lockout";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accounts = context.FinalRead().Accounts.Where(account => account.Id == request.AccountId);
        return new Answer(await accounts.Select(account => account.Lockout.LockedUntil).SingleOrDefaultAsync(ct));
    }
}
