using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Storefront;

/// <summary>
/// Places an order for the signed-in shopper's cart, on the customer's account. Every line is checked again under a lock: if a
/// price, the stock or the rule for quantities is no longer as shown, no order is placed and the response lists the changes. A
/// repeated request returns the first request's order. A reference that the customer has used before is accepted with a warning.
/// </summary>
public sealed class CheckOut(
    Gate gate, CartStore carts, CustomerLookup customers, WarehouseLookup warehouses, PriceLookup prices,
    ReferenceLookup references, OrderPlacement placement, CustomerOrders placed)
    : Operation<CheckOut.Request, OrderView>(gate)
{
    /// <param name="CartId">The cart that was shown to the shopper. A cart becomes at most one order.</param>
    /// <param name="Revision">Revision of the cart that was shown to the shopper.</param>
    /// <param name="Reference">The buyer's own reference for the order, up to 80 characters.</param>
    /// <param name="ShipTo">Address to send the order to. Defaults to the customer's first shipping address.</param>
    public sealed record Request(Id<Cart> CartId, int Revision, string? Reference = null, PostalAddress? ShipTo = null)
        : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Reference, 80, "The reference")
            .Inside(ShipTo, nameof(ShipTo), (inner, address) => inner.Postal(address));
    }

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "order.check_out";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var customer = new Id<Customer>(context.Actor.CustomerId!.Value);
        var cart = await context.LockAsync(request.CartId, cart => cart.Lines, ct);
        if (cart is null || cart.ShopperId != ShopperStore.CallerOf(context))
            return Problem.Missing("The cart");
        if (cart.OrderId is { } id)
        {
            context.AlreadyDone();
            return await placed.FindAsync(context, customer, id, ct) is { } earlier ? earlier : Problem.Missing("The order");
        }
        if (cart.Lines.Count == 0)
            return CartProblems.Empty;
        if (cart.Revision != request.Revision)
            return CartProblems.ChangedElsewhere;
        var view = await carts.ViewAsync(context, cart, ct);
        if (view.HasChanged)
            return CartProblems.ChangedLines(view);

        var draft = await DraftAsync(context, customer, view, request, ct);
        if (!draft.Succeeded)
            return draft.Problem;
        // A price can change between the two checks. The shopper has not seen that price, so nothing is ordered.
        if (draft.Value.Lines.Zip(view.Lines).Any(pair => pair.First.Variant.Price != pair.Second.Price))
            return CartProblems.Changed;
        var warnings = await references.FindAsync(context, customer, request.Reference, ct);
        var order = await placement.PlaceAsync(context, draft.Value, ct);
        if (!order.Succeeded)
            return order.Problem;
        cart.BecomeOrder(order.Value.Id, context.Now);

        var done = OrderView.Of(order.Value);
        context.Note(done.Id.ToString(), done.Number, after: done);
        context.Raise(new OrderPlaced(order.Value));
        return warnings.Count == 0 ? done : done with { Warnings = warnings };
    }

    async Task<Result<OrderDraft>> DraftAsync(
        OperationContext context, Id<Customer> customer, CartView cart, Request request, CancellationToken ct)
    {
        if (await customers.FindBuyerAsync(context, customer, ct) is not { } buyer)
            return Problem.Missing("The customer");
        var warehouse = await warehouses.FindAsync(context, id: null, ct);
        if (!warehouse.Succeeded)
            return warehouse.Problem;
        var current = await prices.FindAsync(context, [.. cart.Lines.Select(line => line.VariantId)], [], ct);
        return OrderDraft.From(
            buyer, warehouse.Value, [.. cart.Lines.Select(line => new PlaceOrder.Line(line.Quantity, line.VariantId))], current,
            request.Reference, request.ShipTo);
    }
}
