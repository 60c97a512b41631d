using App.Accounts;
using App.Catalog;
using App.Inventory;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// The cart of whoever calls: a shopper's own, whatever their cookie says, and a visitor's by the token of theirs. A cart that has become
/// an order is nobody's any more.
/// </summary>
public sealed class CartBook(ShelfBook shelf)
{
    /// <summary>To look at; null while there is none.</summary>
    public Task<Cart?> FindAsync(Pass pass, string? token, CancellationToken ct) => Open(pass, token).Include(cart => cart.Lines).SingleOrDefaultAsync(ct);

    /// <summary>How many lines it has.</summary>
    public Task<int> CountAsync(Pass pass, string? token, CancellationToken ct) => Open(pass, token).SelectMany(cart => cart.Lines).CountAsync(ct);

    /// <summary>To change: locked until the end of the transaction. Null while there is none.</summary>
    public async Task<Cart?> LockAsync(Pass pass, string? token, CancellationToken ct) =>
        await Open(pass, token).Select(cart => (Id<Cart>?)cart.Id).SingleOrDefaultAsync(ct) is { } id
            ? await LockAsync(pass, id, ct) is { OrderId: null } cart ? cart : null
            : null;

    public async Task<Cart?> LockAsync(Pass pass, Id<Cart> id, CancellationToken ct)
    {
        await pass.Db.Database.ExecuteSqlAsync($"select 1 from carts where organization_id = {pass.Organization.Id} and id = {id.Value} for update", ct);
        // Read by a second statement: the first may have waited, and sees what was there before it did.
        return await pass.Db.Carts.Include(cart => cart.Lines).SingleOrDefaultAsync(cart => cart.Id == id, ct);
    }

    /// <summary>The same, with an empty cart made first where there is none. Two at once make one.</summary>
    public async Task<Cart> OpenAsync(Pass pass, string? token, CancellationToken ct)
    {
        var (shopper, hash) = (ShopperOf(pass)?.Value, ShopperOf(pass) is null ? HashOf(token) : null);
        await pass.Db.Database.ExecuteSqlAsync($"""
            insert into carts (organization_id, id, shopper_id, token_hash, revision, created_at, updated_at)
            values ({pass.Organization.Id}, {Id<Cart>.New(pass.Now).Value}, {shopper}, {hash}, 0, {pass.Now}, {pass.Now})
            on conflict do nothing
            """, ct);
        return (await LockAsync(pass, token, ct))!;
    }

    /// <summary>What a visitor has put into the cart goes into the shopper's, and the visitor's is no more.</summary>
    public async Task BringAlongAsync(Pass pass, Id<Shopper> shopper, string? token, CancellationToken ct)
    {
        var hash = HashOf(token);
        if (await pass.Db.Carts.Where(row => row.TokenHash == hash && row.OrderId == null).Select(row => (Id<Cart>?)row.Id).SingleOrDefaultAsync(ct) is not { } id
            || await LockAsync(pass, id, ct) is not { TokenHash: not null } visitors)
            return;
        var own = await pass.Db.Carts.Where(row => row.ShopperId == shopper && row.OrderId == null).Select(row => (Id<Cart>?)row.Id).SingleOrDefaultAsync(ct);
        if (own is null || await LockAsync(pass, own.Value, ct) is not { OrderId: null } cart)
        {
            visitors.Adopt(shopper, pass.Now);
            return;
        }
        foreach (var line in visitors.Lines)
            cart.Add(line.VariantId, line.Quantity, line.ShownPrice, pass.Now); // what does not fit is left out
        pass.Db.Carts.Remove(visitors);
    }

    /// <summary>The cart at the prices and stock of now.</summary>
    public async Task<CartView> ViewAsync(Pass pass, Cart? cart, CancellationToken ct)
    {
        var offers = cart is null ? new Dictionary<Id<Variant>, ShelfBook.Offer>() : await shelf.OffersAsync(pass, [.. cart.Lines.Select(line => line.VariantId)], ct);
        var lines = cart is null ? [] : cart.Lines.OrderBy(line => line.AddedAt).ThenBy(line => line.VariantId).Select(line => CartLineView.Of(line, offers[line.VariantId])).ToList();
        return new CartView(cart?.Id, cart?.Revision ?? 0, lines, lines.Aggregate(Money.Zero(pass.Organization.Currency), (sum, line) => sum + line.Total));
    }

    /// <summary>Who is signed in; null for a visitor.</summary>
    public static Id<Shopper>? ShopperOf(Pass pass) => pass.Actor.CustomerId is not null && Id<Shopper>.TryRead(pass.Actor.Id, out var id) ? id : null;

    static IQueryable<Cart> Open(Pass pass, string? token)
    {
        var carts = pass.Db.Carts.Where(cart => cart.OrderId == null);
        if (ShopperOf(pass) is { } shopper)
            return carts.Where(cart => cart.ShopperId == shopper);
        var hash = HashOf(token);
        return carts.Where(cart => cart.TokenHash == hash);
    }

    /// <summary>Without a token, one that no cart has.</summary>
    static byte[] HashOf(string? token) => token is { Length: > 20 and < 100 } ? Token.HashOf(token) : [];
}
