using App.SignIn;

namespace App.Accounts;

/// <summary>Confirms the identity of a signed-in person with a passkey of the account.</summary>
public sealed class ConfirmStepUpByPasskey(Gate gate, PasskeyVerifier verifier, StaffSessions sessions)
    : Operation<ConfirmStepUpByPasskey.Request, SecondFactorAnswer>(gate)
{
    /// <param name="Token">Identifies the challenge that this browser requested.</param>
    /// <param name="Credential">The browser's response to the challenge, as JSON.</param>
    public sealed record Request([property: AnyText] string? Token, [property: AnyText] string? Credential) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Credential, PasskeyVerifier.LongestAnswer, "The passkey's response");
    }

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "step_up.confirm_passkey";

    protected override async Task<Result<SecondFactorAnswer>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var verified = await verifier.VerifyAsync(context, PasskeyPurpose.StepUp, request.Token, request.Credential!, ct);
        if (verified is not null)
            await sessions.ProveAsync(context, ct);
        else
            context.Report(
                SecurityEventKind.RefusedSecondFactor,
                new SecuritySource.Account(context.Actor.AccountId!.Value, context.Actor.Name));
        SecondFactorKind? factor = verified is null ? null : SecondFactorKind.Passkey;
        var session = new Id<Session>(context.Actor.SessionId ?? Guid.Empty);
        context.Note(
            session.ToString(), verified is null ? "Passkey refused" : context.Actor.Name, after: new { Factor = factor });
        return new SecondFactorAnswer(factor);
    }
}
