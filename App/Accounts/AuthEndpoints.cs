using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Maps the sign-in routes for programs. Sign-up is part of the Organizations feature, because it creates an organization.
/// </summary>
static class AuthEndpoints
{
    /// <param name="Email">Email address of the account.</param>
    /// <param name="Password">Password of the account.</param>
    /// <param name="Organization">
    /// Slug or ID of the organization to act in. Defaults to the one used last. <c>GET /me</c> lists them.
    /// </param>
    public sealed record LogInRequest(string Email, string Password, [property: NoNull] string? Organization = null);

    /// <param name="RefreshToken">Refresh token from the sign-in or from the last refresh.</param>
    /// <param name="Organization">Slug or ID of the organization to act in from now on. Omit to keep the current one.</param>
    public sealed record RefreshRequest(string RefreshToken, [property: NoNull] string? Organization = null);

    /// <param name="MfaToken">The <c>mfa_token</c> from the sign-in response.</param>
    /// <param name="Code">Six digits from the account's authenticator app, or a recovery code.</param>
    /// <param name="Organization">Slug or ID of the organization to act in. Defaults to the one used last.</param>
    public sealed record MfaRequest(string MfaToken, string Code, [property: NoNull] string? Organization = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapResource(
            "/auth", "Sign-in",
            "Sign in as a person: an access token for 15 minutes, a refresh token to renew it, second factors, password reset "
            + "and sign-up. Programs use an API key instead.");
        auth.MapPost("/login", (
            LogInRequest request, PasswordSignIn signIn, SessionTokens<StaffRealm> tokens, CancellationToken ct) =>
            LogInAsync(request, signIn, tokens, ct).ToOk())
            .RateLimited<OpenSession, SignInResponse>().WithSummary("Sign in");
        auth.MapPost("/mfa", (MfaRequest request, FinishSignIn finish, SessionTokens<StaffRealm> tokens, CancellationToken ct) =>
            FinishAsync(request, finish, tokens, ct).ToOk())
            .RateLimited<FinishSignIn, TokenResponse>().WithSummary("Finish sign-in with a second factor");
        auth.MapPost("/refresh", (RefreshRequest request, SessionRefresh<StaffRealm> refresh, CancellationToken ct) =>
            RefreshAsync(request, refresh, ct).ToOk())
            .RateLimited<RefreshSession, TokenResponse>(RealmLimits.Refresh).WithSummary("Renew access token");
        auth.MapPost("/logout", (EndSession end, CancellationToken ct) => end.ExecuteAsync(new(), null, ct).ToNoContent())
            .Produces(StatusCodes.Status204NoContent).WithName("session.sign_out").WithSummary("Sign out");
    }

    static async Task<Result<SignInResponse>> LogInAsync(
        LogInRequest request, PasswordSignIn signIn, SessionTokens<StaffRealm> tokens, CancellationToken ct)
    {
        var outcome = await signIn.AttemptAsync(request.Email, request.Password, null, request.Organization, ct: ct);
        if (!outcome.Succeeded)
            return outcome.Problem;
        if (outcome.Value.Session is { } session)
            return SignInResponse.Of(TokenResponse.Of(await tokens.IssueAsync(session, ct)));
        if (outcome.Value.TwoFactor is { } begun)
            return SignInResponse.Of(begun);
        return AccountProblems.Unverified;
    }

    static async Task<Result<TokenResponse>> FinishAsync(
        MfaRequest request, FinishSignIn finish, SessionTokens<StaffRealm> tokens, CancellationToken ct)
    {
        var finished = await finish.ExecuteAsync(
            new(request.MfaToken, request.Code, Organization: request.Organization), null, ct);
        if (finished is { Succeeded: true, Value.Session: { } session })
            return TokenResponse.Of(await tokens.IssueAsync(session, ct));
        return finished.Problem ?? finished.Value.Refusal!;
    }

    static async Task<Result<TokenResponse>> RefreshAsync(
        RefreshRequest request, SessionRefresh<StaffRealm> refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(request.RefreshToken, request.Organization, ct);
        return renewed.Succeeded ? TokenResponse.Of(renewed.Value) : renewed.Problem;
    }
}
