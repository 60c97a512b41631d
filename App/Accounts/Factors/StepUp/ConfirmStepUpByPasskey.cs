using App.Platform;

namespace App.Accounts;

/// <summary>The same by a passkey of the account.</summary>
public sealed class ConfirmStepUpByPasskey(Gate gate, PasskeyDesk desk, SessionBook sessions) : Operation<ConfirmStepUpByPasskey.Request, FactorAnswer>(gate)
{
    /// <param name="Token">Of the ceremony that this browser began.</param>
    /// <param name="Credential">What the browser answered, as JSON.</param>
    public sealed record Request(string? Token, string? Credential) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Credential, PasskeyDesk.LongestAnswer, "The passkey's answer");
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "step_up.confirm_passkey";

    protected override async Task<Result<FactorAnswer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var verified = await desk.VerifyAsync(pass, PasskeyPurpose.StepUp, request.Token, request.Credential!, ct);
        if (verified is not null)
            await sessions.ProveAsync(pass, ct);
        pass.Note(new Id<Session>(pass.Actor.SessionId ?? Guid.Empty).ToString(), verified is null ? "Passkey refused" : pass.Actor.Name, after: new { Factor = verified is null ? (FactorKind?)null : FactorKind.Passkey });
        return new FactorAnswer(verified is null ? null : FactorKind.Passkey);
    }
}
