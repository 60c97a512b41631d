namespace App.Storefront;

/// <summary>
/// Exchanges a shopper's refresh token for new tokens, and ends the shopper's sessions if the token was stolen. Pages and
/// programs both use it.
/// </summary>
public sealed class ShopperRefresh(RefreshShopperSession refresh, EndShopperSessionsAfterTokenReuse end, ShopperTokens tokens)
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
