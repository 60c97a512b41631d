using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>When an account's lockout ends; null when it is not locked out. For jobs of the system.</summary>
public sealed class GetLockout(Gate gate) : Query<GetLockout.Request, GetLockout.Answer>(gate)
{
    public sealed record Request(Guid AccountId) : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(DateTimeOffset? Until);

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "account.get_lockout";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var accounts = pass.Last.Accounts.Where(account => account.Id == request.AccountId);
        return new Answer(await accounts.Select(account => account.LockoutEnd).SingleOrDefaultAsync(ct));
    }
}
