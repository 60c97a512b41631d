using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Another name for a passkey. It gives nothing away, so it asks for no step-up.</summary>
public sealed class RenamePasskey(Gate gate) : Operation<RenamePasskey.Request, PasskeyView>(gate)
{
    public sealed record Request(Id<Passkey> Id, string Name) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 60, "The name");
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "passkey.rename";

    protected override async Task<Result<PasskeyView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (passkeys, accountId) = (pass.Db.Passkeys, pass.Actor.AccountId);
        if (await passkeys.SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId, ct) is not { } passkey)
            return Problem.Missing("The passkey");
        var before = PasskeyView.Of(passkey);
        passkey.Rename(request.Name.Trim());
        pass.Note(passkey.Id.ToString(), passkey.Name, before, PasskeyView.Of(passkey));
        return PasskeyView.Of(passkey);
    }
}
