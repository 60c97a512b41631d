namespace App.Accounts;

/// <summary>
/// Locks an account after too many wrong passwords: for a while, no password opens a session, not even the right one. Only the
/// email to its owner says so; the sign-in page shows the same message as for a wrong password.
/// </summary>
public sealed class LockAccount(Gate gate, AccountStore accounts, EmailOutbox outbox, PublicUrl publicUrl)
    : Operation<LockAccount.Request, Done>(gate)
{
    public sealed record Request(Guid AccountId) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "account.lock";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var limit = await accounts.LockoutThresholdAsync(context, request.AccountId, ct);
        if (await accounts.LockAsync(context, request.AccountId, ct) is not { } account || account.AccessFailedCount < limit)
            return AccountProblems.WrongCredentials; // a concurrent call has locked it: do not send a second email
        account.LockOut(context.Now);
        var view = AccountView.Of(account);
        context.Note(view.Id.ToString(), view.Name, after: new { LockedUntil = account.LockoutEnd });
        context.RaiseForAccount(new AccountLocked(account.Id, account.LockoutEnd!.Value));
        var email = new AccountLockedEmail(Lockout.Of(account.Locks - 1), publicUrl.Link("/login"));
        await outbox.PutAsync(context, account.Email!, email);
        return new Done();
    }
}
