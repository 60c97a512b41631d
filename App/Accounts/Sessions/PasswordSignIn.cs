using App.Platform;

namespace App.Accounts;

/// <summary>How signing in went: a session, or the challenge to be met first because the address was never verified.</summary>
public sealed record SignInOutcome(OpenedSession? Session, Id<Challenge>? VerifyFirst);

/// <summary>Signing in with a password: look up, verify slowly outside any transaction, open.</summary>
public sealed class PasswordSignIn(FindPassword find, PasswordDesk desk, OpenSession open, SendCode send, Limiter limiter, Caller caller)
{
    public async Task<Result<SignInOutcome>> AttemptAsync(string? email, string? password, CancellationToken ct)
    {
        var address = Limiter.Of(caller.Address);
        if (limiter.Take(Limit.SignIn, address) is { Allowed: false } tried)
            return Limit.SignIn.Exceeded(tried.ResetIn);
        if (limiter.Look(Limit.FailedSignIn, address) is { Allowed: false } failed)
            return Limit.FailedSignIn.Exceeded(failed.ResetIn);
        var proven = await ProveAsync(new(email), password, ct);
        if (!proven.Succeeded)
        {
            if (proven.Problem == AccountProblems.WrongCredentials) // a queue that is full, or a database that is away, is nobody's failure
                limiter.Take(Limit.FailedSignIn, address);
            return proven.Problem;
        }
        var opened = await open.ExecuteAsync(new(proven.Value), null, ct);
        if (opened.Succeeded)
            return new SignInOutcome(opened.Value, null);
        if (opened.Problem != AccountProblems.Unverified)
            return opened.Problem;
        var sent = await send.ExecuteAsync(new(proven.Value), null, ct);
        return sent.Succeeded ? new SignInOutcome(null, sent.Value) : sent.Problem;
    }

    /// <summary>The password of the account that a mailed link is for.</summary>
    public Task<Result<SignInProof>> ProveByLinkAsync(string linkToken, string? password, CancellationToken ct) => ProveAsync(new(null, linkToken), password, ct);

    async Task<Result<SignInProof>> ProveAsync(FindPassword.Request wanted, string? password, CancellationToken ct)
    {
        var found = await find.ExecuteAsync(wanted, ct);
        return found.Succeeded ? await desk.ProveAsync(found.Value.Stored, password, ct) : found.Problem;
    }
}
