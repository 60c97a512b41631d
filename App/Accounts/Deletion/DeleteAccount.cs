using App.Platform;

namespace App.Accounts;

/// <summary>
/// An account is no more: sessions and factors end, and what tells who it was is blanked. It has left its organizations before. What it did
/// stays in their logs, by name. The address can sign up again.
/// </summary>
public sealed class DeleteAccount(Gate gate, AccountBook accounts, SessionBook sessions, FactorBook factors, KnownDeviceBook devices, Postbox postbox) : Operation<DeleteAccount.Request, Done>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "account.delete";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.LockAsync(pass, pass.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        if (await Membership.OfAsync(pass, account.Id, ct) is not [])
            return AccountProblems.StillMember;

        await sessions.EndAllAsync(pass, account.Id, null, ct);
        await sessions.BlankAsync(pass, account.Id, ct);
        await factors.RemoveAllAsync(pass, account.Id, ct);
        await devices.ForgetAllAsync(pass, account.Id, ct);
        await postbox.PutAsync(pass, account.Email!, new AccountDeletedLetter());
        pass.Note(new Id<Account>(account.Id).ToString(), account.Name);
        account.Forget(pass.Now);
        return new Done();
    }
}
