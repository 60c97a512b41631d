using App.Platform;

namespace App.Accounts;

/// <summary>
/// Too many wrong passwords: none opens a session for a while, the right one neither. Only the mail tells; the sign-in page says the same as
/// to a wrong password.
/// </summary>
public sealed class LockAccount(Gate gate, AccountBook accounts, Postbox postbox, Site site) : Operation<LockAccount.Request, Done>(gate)
{
    public sealed record Request(Guid AccountId) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "account.lock";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var limit = await accounts.LockLimitAsync(pass, request.AccountId, ct);
        if (await accounts.LockAsync(pass, request.AccountId, ct) is not { } account || account.AccessFailedCount < limit)
            return AccountProblems.WrongCredentials; // another was first: one lock, one mail
        account.LockOut(pass.Now);
        var view = AccountView.Of(account);
        pass.Note(view.Id.ToString(), view.Name, after: new { LockedUntil = account.LockoutEnd });
        pass.Enqueue(AccountJobs.Locked, account.Id);
        await postbox.PutAsync(pass, account.Email!, new AccountLockedLetter(Lockout.Of(account.Locks - 1), site.Link("/login")));
        return new Done();
    }
}
