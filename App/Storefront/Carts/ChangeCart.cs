using App.Catalog;
using App.Orders;

namespace App.Storefront;

/// <summary>
/// Sets the quantities of lines in the caller's cart. A quantity of 0 removes the line. A quantity that stays the same is not
/// checked again: if its rule has changed, the cart shows that as a change to accept.
/// </summary>
public sealed class ChangeCart(Gate gate, CartStore carts, CatalogSearch catalog)
    : Operation<ChangeCart.Request, Done>(gate)
{
    public sealed record Line(Id<Variant> VariantId, decimal Quantity);

    /// <param name="CartToken">Token from the visitor's cart cookie; ignored for shoppers.</param>
    /// <param name="Lines">Lines to change. Variants that are not in the cart are ignored.</param>
    public sealed record Request(string? CartToken, IReadOnlyList<Line> Lines) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Lines.Count <= Cart.MostLines, nameof(Lines), $"A cart can have up to {Cart.MostLines} lines.")
            .Each(Lines, nameof(Lines), (inner, line) =>
            {
                if (line.Quantity != 0)
                    inner.Quantity(line.Quantity, "The quantity");
            });
    }

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "cart.change";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await carts.LockAsync(context, request.CartToken, ct) is not { } cart)
            return new Done();
        var changed = request.Lines.Index().Where(line => IsChanged(cart, line.Item)).ToList();
        var offers = await catalog.OffersAsync(context, [.. changed.Select(line => line.Item.VariantId)], ct);
        var refused = changed
            .Select(line => (Param: $"lines[{line.Index}].quantity", offers[line.Item.VariantId].Quantities, line.Item.Quantity))
            .Where(line => !line.Quantities.Allows(line.Quantity)).ToList();
        if (refused.Count > 0)
            return OrderProblems.QuantityNotAllowed(refused);
        var prices = cart.Lines.ToDictionary(line => line.VariantId, line => line.ShownPrice);
        var tooLittle = changed.Where(line => prices[line.Item.VariantId].RoundsToNothing(line.Item.Quantity))
            .Select(line => $"lines[{line.Index}].quantity").ToList();
        if (tooLittle.Count > 0)
            return OrderProblems.TooLittle(tooLittle);
        foreach (var line in request.Lines)
            cart.Set(line.VariantId, line.Quantity, context.Now);
        return new Done();
    }

    static bool IsChanged(Cart cart, Line line)
    {
        var before = cart.QuantityOf(line.VariantId);
        return before > 0 && line.Quantity > 0 && line.Quantity != before;
    }
}
