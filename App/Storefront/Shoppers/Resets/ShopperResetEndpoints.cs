using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>A customer's forgotten password, for a storefront's own programs.</summary>
static class ShopperResetEndpoints
{
    /// <param name="Email">The shopper's.</param>
    public sealed record ShopperForgotRequest(string Email);

    /// <param name="Message">The same for every address, known or not.</param>
    public sealed record ShopperForgotAnswer(string Message);

    /// <param name="Email">The shopper's.</param>
    /// <param name="Code">Six digits of the mail that this program asked for.</param>
    /// <param name="Password">The new one: twelve characters or more, 72 bytes at most.</param>
    public sealed record ShopperResetRequest(string Email, string Code, string Password);

    /// <param name="Message">What to do next.</param>
    public sealed record ShopperResetAnswer(string Message);

    static readonly ShopperForgotAnswer Sent = new("A mail is on its way to this address. Its code is good for ten minutes.");
    static readonly ShopperResetAnswer Changed = new("The new password counts, and every session has ended. Sign in with it.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var storefront = routes.MapResource($"{StorefrontRealm.Resource}/{{slug}}");
        storefront.MapPost("/auth/forgot", (string slug, ShopperForgotRequest request, AskForShopperReset ask, CancellationToken ct) => AskAsync(request, ask, ct).ToAccepted())
            .Entrance<AskForShopperReset, ShopperForgotAnswer>(Limit.Reset, StatusCodes.Status202Accepted);
        storefront.MapPost("/auth/reset", (string slug, ShopperResetRequest request, ResetShopperByCode reset, PasswordDesk desk, CancellationToken ct) => ResetAsync(request, reset, desk, ct).ToOk())
            .Entrance<ResetShopperByCode, ShopperResetAnswer>(Limit.Reset);
    }

    static async Task<Result<ShopperForgotAnswer>> AskAsync(ShopperForgotRequest asked, AskForShopperReset ask, CancellationToken ct)
    {
        var sent = await ask.ExecuteAsync(new(asked.Email, ByProgram: true), null, ct);
        return sent.Succeeded ? Sent : sent.Problem;
    }

    static async Task<Result<ShopperResetAnswer>> ResetAsync(ShopperResetRequest asked, ResetShopperByCode reset, PasswordDesk desk, CancellationToken ct)
    {
        var request = new ResetShopperByCode.Request(asked.Code, null!, null, asked.Email);
        var checks = new Checks();
        request.Check(checks);
        var hashed = checks.Problem is null ? await desk.HashAsync(asked.Password, ct) : checks.Problem;
        var answered = hashed.Succeeded ? await reset.ExecuteAsync(request with { Password = hashed.Value }, null, ct) : hashed.Problem;
        return !answered.Succeeded ? answered.Problem : answered.Value.Changed ? Changed : AccountProblems.ChallengeRefused;
    }
}
