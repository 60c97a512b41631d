namespace App.Accounts;

/// <summary>Maps the password reset for programs: one call requests a code by email, and another uses it.</summary>
static class ResetEndpoints
{
    /// <param name="Email">Email address of the account.</param>
    public sealed record ForgotRequest(string Email);

    /// <param name="Message">What happens next. It is the same for every address, with or without an account.</param>
    public sealed record ForgotAnswer(string Message);

    /// <param name="Email">Email address of the account.</param>
    /// <param name="Code">Six digits from the email that this program requested.</param>
    /// <param name="Password">New password: at least 12 characters, at most 72 bytes.</param>
    public sealed record ResetRequest(string Email, string Code, string Password);

    /// <param name="Message">What to do next.</param>
    public sealed record ResetAnswer(string Message);

    static readonly ForgotAnswer Sent = new("An email is on its way to this address. Its code works for ten minutes.");
    static readonly ResetAnswer Changed =
        new("The password was changed, and all sessions have ended. Sign in with the new password.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapResource("/auth");
        auth.MapPost("/forgot", (ForgotRequest request, AskForReset ask, CancellationToken ct) =>
            AskAsync(request, ask, ct).ToAccepted())
            .RateLimited<AskForReset, ForgotAnswer>(Limit.Reset, StatusCodes.Status202Accepted);
        auth.MapPost("/reset", (ResetRequest request, ResetByCode reset, PasswordHashingQueue hashing, CancellationToken ct) =>
            ResetAsync(request, reset, hashing, ct).ToOk())
            .RateLimited<ResetByCode, ResetAnswer>(Limit.Reset);
    }

    static async Task<Result<ForgotAnswer>> AskAsync(ForgotRequest body, AskForReset ask, CancellationToken ct)
    {
        var sent = await ask.ExecuteAsync(new(body.Email, ByProgram: true), null, ct);
        return sent.Succeeded ? Sent : sent.Problem;
    }

    static async Task<Result<ResetAnswer>> ResetAsync(
        ResetRequest body, ResetByCode reset, PasswordHashingQueue hashing, CancellationToken ct)
    {
        // the Gate checks the request too, but hashing is slow: do not hash for a request that is invalid anyway
        var request = new ResetByCode.Request(body.Code, null!, null, body.Email);
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
