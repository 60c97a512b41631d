using App.Platform;

namespace App.Accounts;

/// <summary>Two new tokens for a refresh token, and what follows when it was a stolen one. The one place that pages and programs come by.</summary>
public sealed class SessionRefresh(RefreshSession refresh, EndStolenSessions end, StaffTokens tokens)
{
    /// <param name="token">As it was issued.</param>
    /// <param name="organization">Slug or id of the organization to act in from now on; null: as before.</param>
    /// <param name="ct">Cancels.</param>
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
