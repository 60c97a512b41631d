using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Deletes the caller's account: ends its sessions, removes its second factors and erases its personal data. The account must
/// have left all organizations. Their audit logs keep what it did, with its name. The email address can sign up again.
/// </summary>
public sealed class DeleteAccount(
    Gate gate, AccountStore accounts, SessionStore<StaffRealm> sessions, SecondFactors factors, KnownDevices<StaffRealm> devices,
    EmailCodeStore<StaffRealm> emailCodes, EmailChanges<StaffRealm> emailChanges, EmailOutbox outbox)
    : Operation<DeleteAccount.Request, Done>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "account.delete";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.LockAsync(context, context.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        if (await Membership.AllOfAsync(context, account.Id, ct) is not [])
            return AccountProblems.StillMember;

        await sessions.EndAllAsync(context, account.Id, null, ct);
        await sessions.BlankAsync(context, account, ct);
        await factors.RemoveAllAsync(context, account.Id, ct);
        await devices.ForgetAllAsync(context, account, ct);
        await emailCodes.BlankAsync(context, account, ct);
        await emailChanges.ForgetAllAsync(context, account, ct);
        await outbox.PutAsync(context, account.Email!, new AccountDeletedEmail());
        context.Note(new Id<Account>(account.Id).ToString(), account.Name);
        account.Forget(context.Now);
        return new Done();
    }
}
