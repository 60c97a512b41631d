using App.Platform;

namespace App.Accounts;

/// <summary>Staff's sign-in for programs. Signing up is in the Organizations feature, which founds one.</summary>
static class AuthEndpoints
{
    /// <param name="Email">The account's.</param>
    /// <param name="Password">The account's.</param>
    /// <param name="Organization">Slug or id of the organization to act in; left out: the one used last. <c>GET /me</c> lists them.</param>
    public sealed record LogInRequest(string Email, string Password, string? Organization = null);

    /// <param name="RefreshToken">From signing in, or from the last refresh.</param>
    /// <param name="Organization">Slug or id of the organization to act in from now on; left out: as before.</param>
    public sealed record RefreshRequest(string RefreshToken, string? Organization = null);

    /// <param name="MfaToken">From signing in.</param>
    /// <param name="Code">Six digits of the account's authenticator app, or a recovery code.</param>
    /// <param name="Organization">Slug or id of the organization to act in; left out: the one used last.</param>
    public sealed record MfaRequest(string MfaToken, string Code, string? Organization = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapResource("/auth");
        auth.MapPost("/login", (LogInRequest request, PasswordSignIn signIn, StaffTokens tokens, CancellationToken ct) => LogInAsync(request, signIn, tokens, ct).ToOk())
            .Entrance<OpenSession, LogInAnswer>();
        auth.MapPost("/mfa", (MfaRequest request, FinishSignIn finish, StaffTokens tokens, CancellationToken ct) => FinishAsync(request, finish, tokens, ct).ToOk())
            .Entrance<FinishSignIn, TokenAnswer>();
        auth.MapPost("/refresh", (RefreshRequest request, SessionRefresh refresh, CancellationToken ct) => RefreshAsync(request, refresh, ct).ToOk())
            .Entrance<RefreshSession, TokenAnswer>(Limit.Refresh);
        auth.MapPost("/logout", (EndSession end, CancellationToken ct) => end.ExecuteAsync(new(), null, ct).ToNoContent()).Produces(StatusCodes.Status204NoContent).WithName("session.sign_out");
    }

    static async Task<Result<LogInAnswer>> LogInAsync(LogInRequest request, PasswordSignIn signIn, StaffTokens tokens, CancellationToken ct)
    {
        var outcome = await signIn.AttemptAsync(request.Email, request.Password, null, request.Organization, ct);
        return !outcome.Succeeded ? outcome.Problem
            : outcome.Value.Session is { } session ? LogInAnswer.Of(TokenAnswer.Of(await tokens.IssueAsync(session, ct)))
            : outcome.Value.SecondStep is { } begun ? LogInAnswer.Of(begun)
            : AccountProblems.Unverified;
    }

    static async Task<Result<TokenAnswer>> FinishAsync(MfaRequest request, FinishSignIn finish, StaffTokens tokens, CancellationToken ct)
    {
        var finished = await finish.ExecuteAsync(new(request.MfaToken, request.Code, Organization: request.Organization), null, ct);
        return finished is { Succeeded: true, Value.Session: { } session } ? TokenAnswer.Of(await tokens.IssueAsync(session, ct)) : finished.Problem ?? finished.Value.Refusal!;
    }

    static async Task<Result<TokenAnswer>> RefreshAsync(RefreshRequest request, SessionRefresh refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(request.RefreshToken, request.Organization, ct);
        return renewed.Succeeded ? TokenAnswer.Of(renewed.Value) : renewed.Problem;
    }
}
