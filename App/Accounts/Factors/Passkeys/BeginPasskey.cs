using App.Platform;

namespace App.Accounts;

/// <summary>Someone signed in is about to add a passkey: what their browser is asked, and which passkeys it need not make again.</summary>
public sealed class BeginPasskey(Gate gate, AccountBook accounts, PasskeyDesk desk) : Operation<BeginPasskey.Request, BegunCeremony>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "passkey.begin";
    protected internal override bool StepUp => true;
    protected internal override bool Audited => false;

    protected override async Task<Result<BegunCeremony>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await accounts.FindAsync(pass, pass.Actor.AccountId!.Value, ct) is { } account
            ? await desk.BeginAsync(pass, PasskeyPurpose.Create, account)
            : Problem.Missing("The account");
}
