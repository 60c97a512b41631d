using App.Catalog;
using App.Orders;

namespace App.Storefront;

/// <summary>Adds a quantity of a variant to the caller's cart. A cart does not reserve stock.</summary>
public sealed class AddToCart(Gate gate, CartStore carts, CatalogSearch catalog) : Operation<AddToCart.Request, Done>(gate)
{
    /// <param name="CartToken">Token from the visitor's cart cookie; ignored for shoppers.</param>
    /// <param name="VariantId">Variant to add. A variant that is unknown or no longer sold returns 404.</param>
    /// <param name="Quantity">
    /// Quantity to add, more than 0, with up to 4 decimal places. With what is in the cart, it must be one that can be ordered.
    /// </param>
    public sealed record Request(string? CartToken, Id<Variant> VariantId, decimal Quantity) : IRequest
    {
        public void Check(Checks checks) => checks.Quantity(Quantity, "The quantity");
    }

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "cart.add";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var offers = await catalog.OffersAsync(context, [request.VariantId], ct);
        if (!offers.TryGetValue(request.VariantId, out var offer) || !offer.Sold)
            return Problem.Missing("The product");
        var cart = await carts.OpenAsync(context, request.CartToken, ct);
        var quantity = cart.QuantityOf(request.VariantId) + request.Quantity;
        if (quantity <= Cart.MostOfOne && !offer.Quantities.Allows(quantity))
            return OrderProblems.QuantityNotAllowed([("quantity", offer.Quantities, quantity)]);
        if (offer.Price.RoundsToNothing(request.Quantity))
            return OrderProblems.TooLittle(["quantity"]);
        return cart.Add(request.VariantId, request.Quantity, offer.Price, context.Now) is { } problem ? problem : new Done();
    }
}
