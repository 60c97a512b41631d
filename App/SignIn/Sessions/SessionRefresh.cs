namespace App.SignIn;

/// <summary>
/// Exchanges a refresh token for new tokens, and ends the login's sessions if the token was stolen. Pages and programs both
/// use it.
/// </summary>
public sealed class SessionRefresh<TRealm>(
    RefreshSessionFlow<TRealm> refresh, EndSessionsAfterTokenReuseFlow<TRealm> end, SessionTokens<TRealm> tokens)
    where TRealm : SignInRealm
{
    /// <param name="token">The refresh token.</param>
    /// <param name="organization">The slug or id of the organization to act in from now on; null keeps the current one.</param>
    public async Task<Result<IssuedTokens>> AttemptAsync(string? token, string? organization, CancellationToken ct)
    {
        if (token is not { Length: > 0 and < 100 })
            return TokenProblems.RefreshRefused;
        var refreshed = await refresh.ExecuteAsync(new(token, organization), null, ct);
        if (!refreshed.Succeeded)
            return refreshed.Problem;
        if (refreshed.Value.Session is { } session)
            return await tokens.IssueAsync(session, ct);
        await end.ExecuteAsync(new(token), null, ct);
        return TokenProblems.RefreshRefused;
    }
}
