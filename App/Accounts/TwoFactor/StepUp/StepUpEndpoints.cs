namespace App.Accounts;

/// <summary>
/// Maps the routes with which a program confirms the identity of its session's owner before a sensitive action. Passkeys need a
/// page, so they do not work here.
/// </summary>
static class StepUpEndpoints
{
    /// <param name="Code">
    /// Six digits from the account's authenticator app or a recovery code. If the account has no second factor, the six digits
    /// from the email.
    /// </param>
    public sealed record StepUpRequest(string Code);

    /// <param name="Factor">The factor that was confirmed.</param>
    /// <param name="ValidUntil">The time until which this session can perform sensitive actions.</param>
    public sealed record StepUpAnswer(SecondFactorKind Factor, DateTimeOffset ValidUntil);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var stepUp = routes.MapResource("/auth/step-up");
        stepUp.MapPost("/code", (SendStepUpCode send, CancellationToken ct) => send.ExecuteAsync(new(), null, ct).ToOk())
            .Produces<SendStepUpCode.Answer>().WithMetadata(new RateLimitedAttribute(Limit.Sensitive.Name))
            .WithSummary("Send code for step-up");
        stepUp.MapPost("/", (StepUpRequest request, ConfirmStepUp confirm, TimeProvider clock, CancellationToken ct) =>
            ConfirmAsync(request, confirm, clock, ct).ToOk())
            .Produces<StepUpAnswer>().WithMetadata(new OperationMetadata(typeof(ConfirmStepUp), typeof(StepUpAnswer)))
            .WithSummary("Confirm second factor (step-up)");
    }

    static async Task<Result<StepUpAnswer>> ConfirmAsync(
        StepUpRequest request, ConfirmStepUp confirm, TimeProvider clock, CancellationToken ct)
    {
        var confirmed = await confirm.ExecuteAsync(new(request.Code), null, ct);
        if (confirmed is { Succeeded: true, Value.Kind: { } kind })
            return new StepUpAnswer(kind, clock.GetUtcNow() + Actor.Fresh);
        return confirmed.Problem ?? confirmed.Value.Refusal!;
    }
}
