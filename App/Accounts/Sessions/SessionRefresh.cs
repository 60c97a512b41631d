using App.Platform;

namespace App.Accounts;

/// <summary>Two new tokens for a refresh token, and what follows when it was a stolen one. The one place that pages and programs come by.</summary>
public sealed class SessionRefresh(RefreshSession refresh, EndStolenSessions end, StaffTokens tokens)
{
    public async Task<Result<IssuedTokens>> AttemptAsync(string? token, CancellationToken ct)
    {
        if (token is not { Length: > 0 and < 100 })
            return TokenProblems.RefreshRefused;
        var refreshed = await refresh.ExecuteAsync(new(token), null, ct);
        if (!refreshed.Succeeded)
            return refreshed.Problem;
        if (refreshed.Value.Session is { } session)
            return await tokens.IssueAsync(session, ct);
        await end.ExecuteAsync(new(token), null, ct);
        return TokenProblems.RefreshRefused;
    }
}
