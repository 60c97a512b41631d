using App.Accounts;

namespace App.Storefront;

/// <summary>
/// Maps the password reset of a storefront for programs: one call requests a code by email, and another uses it.
/// </summary>
static class ShopperResetEndpoints
{
    /// <param name="Email">Email address of the shopper.</param>
    public sealed record ShopperForgotRequest(string Email);

    /// <param name="Message">What happens next. It is the same for every address, with or without an account.</param>
    public sealed record ShopperForgotAnswer(string Message);

    /// <param name="Email">Email address of the shopper.</param>
    /// <param name="Code">Six digits from the email that this program requested.</param>
    /// <param name="Password">New password: at least 12 characters, at most 72 bytes.</param>
    public sealed record ShopperResetRequest(string Email, string Code, string Password);

    /// <param name="Message">What to do next.</param>
    public sealed record ShopperResetAnswer(string Message);

    static readonly ShopperForgotAnswer Sent =
        new("An email is on its way to this address. Its code works for ten minutes.");
    static readonly ShopperResetAnswer Changed =
        new("The password was changed, and all sessions have ended. Sign in with the new password.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var storefront = routes.MapResource($"{StorefrontRealm.Resource}/{{slug}}");
        storefront.MapPost("/auth/forgot", (
            string slug, ShopperForgotRequest request, AskForShopperReset ask, CancellationToken ct) =>
            AskAsync(request, ask, ct).ToAccepted())
            .RateLimited<AskForShopperReset, ShopperForgotAnswer>(Limit.Reset, StatusCodes.Status202Accepted);
        storefront.MapPost("/auth/reset", (
            string slug, ShopperResetRequest request, ResetShopperByCode reset, PasswordHashingQueue hashing,
            CancellationToken ct) =>
            ResetAsync(request, reset, hashing, ct).ToOk())
            .RateLimited<ResetShopperByCode, ShopperResetAnswer>(Limit.Reset);
    }

    static async Task<Result<ShopperForgotAnswer>> AskAsync(
        ShopperForgotRequest body, AskForShopperReset ask, CancellationToken ct)
    {
        var sent = await ask.ExecuteAsync(new(body.Email, ByProgram: true), null, ct);
        return sent.Succeeded ? Sent : sent.Problem;
    }

    static async Task<Result<ShopperResetAnswer>> ResetAsync(
        ShopperResetRequest body, ResetShopperByCode reset, PasswordHashingQueue hashing, CancellationToken ct)
    {
        // the Gate checks the request too, but hashing is slow: do not hash for a request that is invalid anyway
        var request = new ResetShopperByCode.Request(body.Code, null!, null, body.Email);
        var checks = new Checks();
        request.Check(checks);
        if (checks.Problem is { } invalid)
            return invalid;

        var hashed = await hashing.HashAsync(body.Password, ct);
        if (!hashed.Succeeded)
            return hashed.Problem;
        var answered = await reset.ExecuteAsync(request with { Password = hashed.Value }, null, ct);
        if (!answered.Succeeded)
            return answered.Problem;
        return answered.Value.Changed ? Changed : AccountProblems.EmailCodeRefused;
    }
}
