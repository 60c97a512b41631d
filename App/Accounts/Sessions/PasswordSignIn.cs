using App.SignIn;

namespace App.Accounts;

/// <summary>The outcome of a sign-in: a session, or the step that has to come first.</summary>
/// <param name="Session">The new session.</param>
/// <param name="VerifyFirst">The email code to enter first, because the address was never verified.</param>
/// <param name="TwoFactor">The second step to complete first, because the account has a second factor.</param>
public sealed record SignInOutcome(OpenedSession? Session, Id<EmailCode>? VerifyFirst, BegunTwoFactor? TwoFactor = null);

/// <summary>Signs in to an account with a password. Pages and programs both use it.</summary>
public sealed class PasswordSignIn(
    StaffRealm realm, GetPasswordHash getHash, PasswordHashingQueue hashing, RecordFailedSignIn recordFailure,
    LockAccount lockAccount, RehashPassword rehash, SignInRateLimit rateLimit, OpenSession open, BeginTwoFactor beginTwoFactor,
    SendCode sendCode)
    : PasswordVerification<StaffRealm>(realm, getHash, hashing, recordFailure, lockAccount, rehash, rateLimit)
{
    /// <param name="email">The address as typed.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="device">The token of a trusted browser.</param>
    /// <param name="organization">The slug or id of the organization to act in; null for the one used last.</param>
    /// <param name="returnUrl">The page to open after the sign-in. If it is an invitation, an emailed link keeps it.</param>
    /// <param name="ct">Cancels the sign-in.</param>
    public Task<Result<SignInOutcome>> AttemptAsync(
        string? email, string? password, string? device = null, string? organization = null, string? returnUrl = null,
        CancellationToken ct = default) =>
        SignInAsync(email, password, proof => OpenAsync(proof, password!, device, organization, returnUrl, ct), ct);

    async Task<Result<SignInOutcome>> OpenAsync(
        SignInProof<StaffRealm> proof, string password, string? device, string? organization, string? returnUrl,
        CancellationToken ct)
    {
        var opened = await open.ExecuteAsync(new(proof, device, organization), null, ct);
        if (opened.Succeeded)
        {
            await RehashAsync(proof, password, ct);
            return new SignInOutcome(opened.Value, null);
        }
        if (opened.Problem == SecondFactorProblems.Needed)
        {
            var begun = await beginTwoFactor.ExecuteAsync(new(proof), null, ct);
            if (!begun.Succeeded)
                return begun.Problem;
            await RehashAsync(proof, password, ct);
            return new SignInOutcome(null, null, begun.Value);
        }
        if (opened.Problem != AccountProblems.Unverified)
            return opened.Problem;
        var sent = await sendCode.ExecuteAsync(new(proof, returnUrl), null, ct);
        return sent.Succeeded ? new SignInOutcome(null, sent.Value) : sent.Problem;
    }
}
