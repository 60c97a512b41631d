using App.Customers;
using App.Orders;
using App.Platform;

namespace App.Storefront;

/// <summary>
/// A shopper commits to the cart, on the customer's account. Every line is looked at once more, under lock: what is no longer as it was
/// shown keeps the order from being placed, and says so. Sent twice it is one order, and both are told of it.
/// </summary>
public sealed class CheckOut(Gate gate, CartBook carts, OrderDesk orders, OrderBook placed) : Operation<CheckOut.Request, OrderView>(gate)
{
    /// <param name="CartId">The cart that was shown; it becomes one order, ever.</param>
    /// <param name="Revision">As it was shown.</param>
    /// <param name="Reference">What the buyer calls it, up to 80 characters.</param>
    public sealed record Request(Id<Cart> CartId, int Revision, string? Reference = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Reference, 80, "The reference");
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "order.check_out";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var customer = new Id<Customer>(pass.Actor.CustomerId!.Value);
        if (await carts.LockAsync(pass, request.CartId, ct) is not { } cart || cart.ShopperId != CartBook.ShopperOf(pass))
            return Problem.Missing("The cart");
        if (cart.OrderId is { } id)
        {
            pass.WasDone();
            return await placed.FindAsync(pass, customer, id, ct) is { } order ? order : Problem.Missing("The order");
        }
        if (cart.Lines.Count == 0)
            return CartProblems.Empty;
        if (cart.Revision != request.Revision)
            return CartProblems.ChangedElsewhere;
        var view = await carts.ViewAsync(pass, cart, ct);
        if (view.HasChanged)
            return CartProblems.ChangedLines(view);

        var done = await orders.PlaceAsync(new(customer, [.. view.Lines.Select(line => new PlaceOrder.Line(line.Quantity, line.VariantId))], null, request.Reference), pass, ct);
        if (!done.Succeeded)
            return done.Problem;
        // Between that look and the order's own a price may have changed: what was not shown is not ordered.
        if (done.Value.Lines.Zip(view.Lines).Any(pair => pair.First.UnitPrice != pair.Second.Price))
            return CartProblems.Changed;
        cart.BecomeOrder(done.Value.Id, pass.Now);
        return done;
    }
}
