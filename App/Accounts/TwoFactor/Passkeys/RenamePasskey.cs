using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Renames a passkey. It grants no access, so it does not ask for a second factor.</summary>
public sealed class RenamePasskey(Gate gate) : Operation<RenamePasskey.Request, PasskeyView>(gate)
{
    public sealed record Request(Id<Passkey> Id, [property: Mailed] string Name) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 60, "The name");
    }

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "passkey.rename";

    protected override async Task<Result<PasskeyView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId;
        var passkey = await context.Db.Passkeys
            .SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId, ct);
        if (passkey is null)
            return Problem.Missing("The passkey");
        var before = PasskeyView.Of(passkey);
        passkey.Rename(request.Name.Trim());
        context.NoteUpdate(passkey.Id.ToString(), passkey.Name, before, PasskeyView.Of(passkey));
        return PasskeyView.Of(passkey);
    }
}
