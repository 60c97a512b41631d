using App.Platform;

namespace App.Storefront;

/// <summary>The two tokens of a shopper's session: of shoppers' own keys, for one storefront.</summary>
public sealed class ShopperTokens(AccessTokens tokens)
{
    public async Task<IssuedTokens> IssueAsync(OpenedShopperSession opened, CancellationToken ct) => new(
        await tokens.IssueAsync(Realm.Shopper, AccessToken.ShopperAudience(opened.OrganizationId), opened.ShopperId.ToString(), opened.SessionId.Value, opened.OrganizationId, ct),
        opened.RefreshToken ?? throw new InvalidOperationException("A replayed session has no token."), opened.ExpiresAt);
}
