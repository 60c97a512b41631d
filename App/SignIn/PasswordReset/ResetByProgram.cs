namespace App.SignIn;

/// <param name="Email">Email address that the person signs in with.</param>
public sealed record ForgotRequest(string Email);

/// <param name="Message">What happens next. It is the same for every address, with or without an account.</param>
/// <param name="ResetToken">
/// Send it with the code. Other programs can then not use up the attempts for this code. Every address gets one.
/// </param>
public sealed record ForgotAnswer(string Message, string ResetToken);

/// <param name="Email">Email address that the person signs in with.</param>
/// <param name="Code">Six digits from the email that this program requested.</param>
/// <param name="Password">New password: at least 12 characters, at most 72 bytes.</param>
/// <param name="ResetToken">
/// The <c>reset_token</c> from the request for the code. If it is omitted, the code shares its five attempts with all programs.
/// </param>
public sealed record ResetRequest(string Email, string Code, string Password, [property: NoNull] string? ResetToken = null);

/// <param name="Message">What to do next.</param>
public sealed record ResetAnswer(string Message);

/// <summary>Resets a password for a program: one call requests a code by email, and another uses it.</summary>
public static class ResetByProgram
{
    const string Sent = "An email is on its way to this address, unless several were sent before. Its code works for 10 minutes.";

    static readonly ResetAnswer Changed =
        new("The password was changed, and all sessions have ended. Sign in with the new password.");

    /// <summary>Maps the two routes of a realm.</summary>
    /// <param name="auth">The routes for signing in.</param>
    /// <param name="request">Handles a <see cref="ForgotRequest"/> with <see cref="RequestAsync"/>.</param>
    /// <param name="reset">Handles a <see cref="ResetRequest"/> with <see cref="ResetAsync"/>.</param>
    public static void Map<TRequest, TReset>(RouteGroupBuilder auth, Delegate request, Delegate reset)
        where TRequest : OperationBase where TReset : OperationBase
    {
#pragma warning disable RDG002 // a delegate that is passed in gets its code at the start of the app
        auth.MapPost("/forgot", request).RateLimited<TRequest, ForgotAnswer>(RealmLimits.Reset, StatusCodes.Status202Accepted)
            .WithSummary("Request a password reset");
        auth.MapPost("/reset", reset).RateLimited<TReset, ResetAnswer>(RealmLimits.Reset).WithSummary("Reset a password");
#pragma warning restore RDG002
    }

    public static async Task<Result<ForgotAnswer>> RequestAsync<TRealm>(
        ForgotRequest body, RequestPasswordResetFlow<TRealm> ask, CancellationToken ct) where TRealm : SignInRealm
    {
        var sent = await ask.ExecuteAsync(new(body.Email, ByProgram: true), null, ct);
        return sent.Succeeded ? new ForgotAnswer(Sent, sent.Value.ToString()) : sent.Problem;
    }

    public static async Task<Result<ResetAnswer>> ResetAsync<TRealm>(
        ResetRequest body, ResetByCodeFlow<TRealm> reset, PasswordHashingQueue hashing, CancellationToken ct)
        where TRealm : SignInRealm
    {
        // the Gate checks the request too, but hashing is slow: do not hash for a request that is invalid anyway
        var request = new ResetByCodeFlow<TRealm>.Request(OneTimeCodes.DigitsIn(body.Code), null!, null, body.Email);
        var checks = new Checks();
        request.Check(checks);
        if (checks.Problem is { } invalid)
            return invalid;
        if (body.ResetToken is { } token)
            request = request with { Held = Id<EmailCode>.TryRead(token, out var held) ? held : default(Id<EmailCode>) };

        var hashed = await hashing.HashAsync(body.Password, ct);
        if (!hashed.Succeeded)
            return hashed.Problem;
        var answered = await reset.ExecuteAsync(request with { Password = hashed.Value }, null, ct);
        if (!answered.Succeeded)
            return answered.Problem;
        return answered.Value.Changed ? Changed : SignInProblems.EmailCodeRefused;
    }
}
