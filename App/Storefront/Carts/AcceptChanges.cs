namespace App.Storefront;

/// <summary>
/// Updates the cart to the current prices and stock. Reduces quantities to what is available, and removes lines that are no
/// longer sold or are out of stock.
/// </summary>
public sealed class AcceptChanges(Gate gate, CartStore carts) : Operation<AcceptChanges.Request, Done>(gate)
{
    /// <param name="CartToken">Token from the visitor's cart cookie; ignored for shoppers.</param>
    public sealed record Request(string? CartToken) : IRequest;

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "cart.accept";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var cart = await carts.LockAsync(context, request.CartToken, ct);
        if (cart is null)
            return new Done();
        var view = await carts.ViewAsync(context, cart, ct);
        foreach (var line in view.Lines.Where(line => line.Changes.Count > 0))
            cart.Accept(line.VariantId, line.Offered, line.Price, context.Now);
        return new Done();
    }
}
