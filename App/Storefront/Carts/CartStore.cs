using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Reads and locks the caller's cart. A shopper has their own cart, regardless of the cookie; a visitor's cart is found by the
/// token in their cookie. A cart that has become an order is not found.
/// </summary>
public sealed class CartStore(CatalogSearch catalog)
{
    /// <summary>Returns the caller's cart for reading, or null if there is none.</summary>
    public Task<Cart?> FindAsync(OperationContext context, string? token, CancellationToken ct) =>
        OpenCarts(context, token).Include(cart => cart.Lines).SingleOrDefaultAsync(ct);

    /// <summary>Returns the number of lines in the caller's cart.</summary>
    public Task<int> CountAsync(OperationContext context, string? token, CancellationToken ct) =>
        OpenCarts(context, token).SelectMany(cart => cart.Lines).CountAsync(ct);

    /// <summary>Returns the caller's cart, locked until the end of the transaction, or null if there is none.</summary>
    public async Task<Cart?> LockAsync(OperationContext context, string? token, CancellationToken ct)
    {
        var id = await OpenCarts(context, token).Select(cart => (Id<Cart>?)cart.Id).SingleOrDefaultAsync(ct);
        if (id is null)
            return null;
        var cart = await context.LockAsync(id.Value, cart => cart.Lines, ct);
        return cart is { OrderId: null } ? cart : null; // may have become an order before the lock was granted
    }

    /// <summary>
    /// Returns the caller's cart, locked until the end of the transaction, and creates it if there is none. Concurrent calls
    /// create one cart.
    /// </summary>
    public async Task<Cart> OpenAsync(OperationContext context, string? token, CancellationToken ct)
    {
        var shopper = ShopperStore.CallerOf(context)?.Value;
        var hash = shopper is null ? HashOf(token) : null;
        var id = Id<Cart>.New(context.Now).Value;
        await context.Db.Database.ExecuteSqlAsync($"""
            insert into carts (organization_id, id, shopper_id, token_hash, revision, created_at, updated_at)
            values ({context.Organization.Id}, {id}, {shopper}, {hash}, 0, {context.Now}, {context.Now})
            on conflict do nothing
            """, ct);
        return (await LockAsync(context, token, ct))!;
    }

    /// <summary>
    /// Moves the lines of a visitor's cart into the cart of the shopper who has signed in, and deletes the visitor's cart.
    /// </summary>
    public async Task MergeAsync(OperationContext context, Id<Shopper> shopper, string? token, CancellationToken ct)
    {
        var hash = HashOf(token);
        var visitorCartId = await context.Db.Carts.Where(row => row.TokenHash == hash && row.OrderId == null)
            .Select(row => (Id<Cart>?)row.Id).SingleOrDefaultAsync(ct);
        if (visitorCartId is null)
            return;
        var visitorCart = await context.LockAsync(visitorCartId.Value, cart => cart.Lines, ct);
        if (visitorCart is not { TokenHash: not null }) // merged by another request before the lock was granted
            return;
        var ownCartId = await context.Db.Carts.Where(row => row.ShopperId == shopper && row.OrderId == null)
            .Select(row => (Id<Cart>?)row.Id).SingleOrDefaultAsync(ct);
        var ownCart = ownCartId is null ? null : await context.LockAsync(ownCartId.Value, cart => cart.Lines, ct);
        if (ownCart is not { OrderId: null })
        {
            visitorCart.Adopt(shopper, context.Now);
            return;
        }
        foreach (var line in visitorCart.Lines)
            ownCart.Add(line.VariantId, line.Quantity, line.ShownPrice, context.Now); // a line that does not fit is left out
        context.Db.Carts.Remove(visitorCart);
    }

    /// <summary>Returns the cart at the current prices and stock; an empty view if there is no cart.</summary>
    public async Task<CartView> ViewAsync(OperationContext context, Cart? cart, CancellationToken ct)
    {
        var zero = Money.Zero(context.Organization.Currency);
        if (cart is null)
            return new CartView(null, 0, [], zero);
        var offers = await catalog.OffersAsync(context, [.. cart.Lines.Select(line => line.VariantId)], ct);
        var lines = cart.Lines.OrderBy(line => line.AddedAt).ThenBy(line => line.VariantId)
            .Select(line => CartLineView.Of(line, offers[line.VariantId])).ToList();
        return new CartView(cart.Id, cart.Revision, lines, lines.Aggregate(zero, (sum, line) => sum + line.Total));
    }
    static IQueryable<Cart> OpenCarts(OperationContext context, string? token)
    {
        var carts = context.Db.Carts.Where(cart => cart.OrderId == null);
        if (ShopperStore.CallerOf(context) is { } shopper)
            return carts.Where(cart => cart.ShopperId == shopper);
        var hash = HashOf(token);
        return carts.Where(cart => cart.TokenHash == hash);
    }

    /// <summary>
    /// Returns the hash of a token. Without a plausible token it returns an empty array, which matches no cart.
    /// </summary>
    static byte[] HashOf(string? token) => token is { Length: > 20 and < 100 } ? Token.HashOf(token) : [];
}
