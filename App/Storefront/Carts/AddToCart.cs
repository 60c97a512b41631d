using App.Catalog;
using App.Inventory;
using App.Platform;

namespace App.Storefront;

/// <summary>Something is put into the cart. Nothing is promised by that.</summary>
public sealed class AddToCart(Gate gate, CartBook carts, ShelfBook shelf) : Operation<AddToCart.Request, Done>(gate)
{
    /// <param name="CartToken">Of the visitor's cookie; a shopper needs none.</param>
    public sealed record Request(string? CartToken, Id<Variant> VariantId, decimal Quantity) : IRequest
    {
        public void Check(Checks checks) => checks.Quantity(Quantity, "The quantity");
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "cart.add";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (!(await shelf.OffersAsync(pass, [request.VariantId], ct)).TryGetValue(request.VariantId, out var offer) || !offer.Sold)
            return Problem.Missing("The product");
        var cart = await carts.OpenAsync(pass, request.CartToken, ct);
        return cart.Add(request.VariantId, request.Quantity, offer.Price, pass.Now) is { } refused ? refused : new Done();
    }
}
