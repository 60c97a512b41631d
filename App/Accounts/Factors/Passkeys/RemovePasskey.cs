using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>A passkey that signs in no longer. The last way into an account stays.</summary>
public sealed class RemovePasskey(Gate gate, AccountBook accounts, FactorBook factors) : Operation<RemovePasskey.Request, Done>(gate)
{
    public sealed record Request(Id<Passkey> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "passkey.remove";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (passkeys, accountId) = (pass.Db.Passkeys, pass.Actor.AccountId!.Value);
        var account = await accounts.LockAsync(pass, accountId, ct); // of two who remove the last two, one sees that it is the last
        if (await passkeys.SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId, ct) is not { } passkey)
            return Problem.Missing("The passkey");
        if (account is not { PasswordHash: not null } && await passkeys.CountAsync(row => row.AccountId == accountId, ct) == 1)
            return FactorProblems.LastWayIn;
        passkeys.Remove(passkey);
        await factors.RemovedAsync(pass, accountId, ct);
        await factors.TellAsync(pass, accountId, FactorChange.PasskeyRemoved, passkey.Name, ct);
        pass.Note(passkey.Id.ToString(), passkey.Name, before: PasskeyView.Of(passkey));
        return new Done();
    }
}
