using App.Platform;

namespace App.Accounts;

/// <summary>How a program's session proves once more whose it is, before something sensitive. Passkeys need a page.</summary>
static class StepUpEndpoints
{
    /// <param name="Code">Six digits of the account's authenticator app, a recovery code, or, for an account that has neither, the six digits that were mailed.</param>
    public sealed record StepUpRequest(string Code);

    /// <param name="Factor">What was shown.</param>
    /// <param name="ValidUntil">Until when sensitive things may be done in this session.</param>
    public sealed record StepUpAnswer(FactorKind Factor, DateTimeOffset ValidUntil);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var stepUp = routes.MapResource("/auth/step-up").WithTags("auth");
        stepUp.MapPost("/code", (SendStepUpCode send, CancellationToken ct) => send.ExecuteAsync(new(), null, ct).ToOk()).Produces<SendStepUpCode.Answer>()
            .WithMetadata(new EntranceAttribute(Limit.Sensitive.Name));
        stepUp.MapPost("/", (StepUpRequest request, ConfirmStepUp confirm, TimeProvider clock, CancellationToken ct) => ConfirmAsync(request, confirm, clock, ct).ToOk())
            .Produces<StepUpAnswer>().WithMetadata(new Act(typeof(ConfirmStepUp), typeof(StepUpAnswer)));
    }

    static async Task<Result<StepUpAnswer>> ConfirmAsync(StepUpRequest request, ConfirmStepUp confirm, TimeProvider clock, CancellationToken ct)
    {
        var proved = await confirm.ExecuteAsync(new(request.Code), null, ct);
        return proved is { Succeeded: true, Value.Kind: { } kind } ? new StepUpAnswer(kind, clock.GetUtcNow() + Actor.Fresh) : proved.Problem ?? proved.Value.Refusal!;
    }
}
