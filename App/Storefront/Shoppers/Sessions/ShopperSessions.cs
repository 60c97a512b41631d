using App.SignIn;

namespace App.Storefront;

/// <summary>Opens the sessions of shoppers.</summary>
public sealed class ShopperSessions(SessionStore<ShopperRealm> sessions, ShopperRealm realm, CartStore carts)
{
    /// <summary>
    /// Opens a session for a shopper who has proved who they are, and adds the visitor's cart to the shopper's cart.
    /// </summary>
    /// <param name="shopper">The shopper, with their row locked.</param>
    /// <param name="cartToken">The visitor's cart.</param>
    /// <param name="joins">True for the first sign-in, with the emailed invitation.</param>
    public async Task<OpenedSession> OpenAsync(
        OperationContext context, Shopper shopper, string? cartToken, bool joins, CancellationToken ct)
    {
        await carts.MergeAsync(context, shopper.Id, cartToken, ct);
        realm.Recognize(context, shopper);
        return await sessions.OpenAsync(context, shopper, joins, _ => context.Organization.Id, ct);
    }
}
