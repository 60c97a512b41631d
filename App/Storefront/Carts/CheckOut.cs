using App.Customers;
using App.Orders;

namespace App.Storefront;

/// <summary>
/// Places an order for the signed-in shopper's cart, on the customer's account. Every line is checked again under a lock: if a
/// price or the stock is no longer as shown, no order is placed and the response lists the changes. A repeated request returns
/// the first request's order.
/// </summary>
public sealed class CheckOut(Gate gate, CartStore carts, OrderPlacement orders, CustomerOrders placed)
    : Operation<CheckOut.Request, OrderView>(gate)
{
    /// <param name="CartId">The cart that was shown to the shopper. A cart becomes at most one order.</param>
    /// <param name="Revision">Revision of the cart that was shown to the shopper.</param>
    /// <param name="Reference">The buyer's own reference for the order, up to 80 characters.</param>
    public sealed record Request(Id<Cart> CartId, int Revision, string? Reference = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Reference, 80, "The reference");
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "order.check_out";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var customer = new Id<Customer>(context.Actor.CustomerId!.Value);
        var cart = await carts.LockAsync(context, request.CartId, ct);
        if (cart is null || cart.ShopperId != ShopperStore.CallerOf(context))
            return Problem.Missing("The cart");
        if (cart.OrderId is { } id)
        {
            context.AlreadyDone();
            return await placed.FindAsync(context, customer, id, ct) is { } order ? order : Problem.Missing("The order");
        }
        if (cart.Lines.Count == 0)
            return CartProblems.Empty;
        if (cart.Revision != request.Revision)
            return CartProblems.ChangedElsewhere;
        var view = await carts.ViewAsync(context, cart, ct);
        if (view.HasChanged)
            return CartProblems.ChangedLines(view);

        var lines = view.Lines.Select(line => new PlaceOrder.Line(line.Quantity, line.VariantId));
        var result = await orders.PlaceAsync(new(customer, [.. lines], null, request.Reference), context, ct);
        if (!result.Succeeded)
            return result.Problem;
        // A price can change between the check above and the order. The shopper has not seen that price, so nothing is ordered.
        if (result.Value.Lines.Zip(view.Lines).Any(pair => pair.First.UnitPrice != pair.Second.Price))
            return CartProblems.Changed;
        cart.BecomeOrder(result.Value.Id, context.Now);
        return result;
    }
}
