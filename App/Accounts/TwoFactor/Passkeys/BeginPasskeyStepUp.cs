namespace App.Accounts;

/// <summary>Creates the challenge with which a signed-in person confirms their identity by passkey.</summary>
public sealed class BeginPasskeyStepUp(Gate gate, AccountStore accounts, PasskeyVerifier verifier)
    : Operation<BeginPasskeyStepUp.Request, BegunCeremony>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "passkey.begin_step_up";
    protected internal override bool Audited => false;

    protected override async Task<Result<BegunCeremony>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await accounts.FindAsync(context, context.Actor.AccountId!.Value, ct) is { } account
            ? await verifier.BeginAsync(context, PasskeyPurpose.StepUp, account)
            : Problem.Missing("The account");
}
