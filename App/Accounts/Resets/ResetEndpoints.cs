using App.Platform;

namespace App.Accounts;

/// <summary>A forgotten password, for programs: one call asks for a code, the other brings it back.</summary>
static class ResetEndpoints
{
    /// <param name="Email">Of the account.</param>
    public sealed record ForgotRequest(string Email);

    /// <param name="Message">The same for every address, known or not.</param>
    public sealed record ForgotAnswer(string Message);

    /// <param name="Email">Of the account.</param>
    /// <param name="Code">Six digits of the mail that this program asked for.</param>
    /// <param name="Password">The new one: twelve characters or more, 72 bytes at most.</param>
    public sealed record ResetRequest(string Email, string Code, string Password);

    /// <param name="Message">What to do next.</param>
    public sealed record ResetAnswer(string Message);

    static readonly ForgotAnswer Sent = new("A mail is on its way to this address. Its code is good for ten minutes.");
    static readonly ResetAnswer Changed = new("The new password counts, and every session has ended. Sign in with it.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapResource("/auth");
        auth.MapPost("/forgot", (ForgotRequest request, AskForReset ask, CancellationToken ct) => AskAsync(request, ask, ct).ToAccepted())
            .Entrance<AskForReset, ForgotAnswer>(Limit.Reset, StatusCodes.Status202Accepted);
        auth.MapPost("/reset", (ResetRequest request, ResetByCode reset, PasswordDesk desk, CancellationToken ct) => ResetAsync(request, reset, desk, ct).ToOk())
            .Entrance<ResetByCode, ResetAnswer>(Limit.Reset);
    }

    static async Task<Result<ForgotAnswer>> AskAsync(ForgotRequest asked, AskForReset ask, CancellationToken ct)
    {
        var sent = await ask.ExecuteAsync(new(asked.Email, ByProgram: true), null, ct);
        return sent.Succeeded ? Sent : sent.Problem;
    }

    static async Task<Result<ResetAnswer>> ResetAsync(ResetRequest asked, ResetByCode reset, PasswordDesk desk, CancellationToken ct)
    {
        var request = new ResetByCode.Request(asked.Code, null!, null, asked.Email);
        var checks = new Checks();
        request.Check(checks);
        var hashed = checks.Problem is null ? await desk.HashAsync(asked.Password, ct) : checks.Problem;
        var answered = hashed.Succeeded ? await reset.ExecuteAsync(request with { Password = hashed.Value }, null, ct) : hashed.Problem;
        return !answered.Succeeded ? answered.Problem : answered.Value.Changed ? Changed : AccountProblems.ChallengeRefused;
    }
}
