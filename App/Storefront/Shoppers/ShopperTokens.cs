namespace App.Storefront;

/// <summary>
/// Issues the two tokens of a shopper's session. They are signed with keys for shoppers only and are valid at one storefront.
/// </summary>
public sealed class ShopperTokens(AccessTokens tokens)
{
    public async Task<IssuedTokens> IssueAsync(OpenedShopperSession opened, CancellationToken ct) => new(
        await tokens.IssueAsync(
            Realm.Shopper, AccessToken.ShopperAudience(opened.OrganizationId), opened.ShopperId.ToString(),
            opened.SessionId.Value, opened.OrganizationId, ct),
        opened.RefreshToken ?? throw new InvalidOperationException("A replayed session has no refresh token."),
        opened.ExpiresAt);
}
