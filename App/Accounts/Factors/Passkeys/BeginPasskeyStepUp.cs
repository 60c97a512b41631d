using App.Platform;

namespace App.Accounts;

/// <summary>Someone signed in is about to prove with a passkey of theirs that it is them.</summary>
public sealed class BeginPasskeyStepUp(Gate gate, AccountBook accounts, PasskeyDesk desk) : Operation<BeginPasskeyStepUp.Request, BegunCeremony>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "passkey.begin_step_up";
    protected internal override bool Audited => false;

    protected override async Task<Result<BegunCeremony>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await accounts.FindAsync(pass, pass.Actor.AccountId!.Value, ct) is { } account
            ? await desk.BeginAsync(pass, PasskeyPurpose.StepUp, account)
            : Problem.Missing("The account");
}
