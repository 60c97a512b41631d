using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>Goods go out to the buyer: everything that is open, or the parts named.</summary>
public sealed class FulfillOrder(Gate gate, StockLedger stock) : Operation<FulfillOrder.Request, OrderView>(gate)
{
    /// <param name="LineId">A line of this order.</param>
    /// <param name="Quantity">No more than is open on it.</param>
    public sealed record Part(Id<OrderLine> LineId, decimal Quantity);

    /// <param name="Lines">1 to 200; everything that is open when left out.</param>
    public sealed record Parts(IReadOnlyList<Part>? Lines = null);

    public sealed record Request(Id<Order> Id, Parts? Parts = null) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Parts?.Lines is not { } lines)
                return;
            checks.That(lines.Count is > 0 and <= 200, "lines", "Name 1 to 200 lines, or leave lines out to fulfill all that is open.")
                .Each(lines, "lines", (inner, part) => inner.Quantity(part.Quantity, "The quantity"))
                .That(lines.Where(part => part is not null).GroupBy(part => part.LineId).All(group => group.Count() == 1), "lines", "Name each line once.", "duplicate");
        }
    }

    protected internal override Permission Permission => OrderPermissions.Fulfill;
    protected internal override string Action => "order.fulfill";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await OrderLock.TakeAsync(pass, request.Id, ct) is not { } order)
            return Problem.Missing("The order");
        if (!order.IsOpen)
            return OrderProblems.Closed(OrderProblems.NotFulfillable, order);
        var parts = request.Parts?.Lines is { } named
            ? named.Select(part => (Line: order.Lines.SingleOrDefault(line => line.Id == part.LineId), part.Quantity)).ToList()
            : [.. order.Lines.Where(line => line.Open > 0).Select(line => ((OrderLine?)line, line.Open))];
        if (parts.Any(part => part.Line is null))
            return Problem.Missing("The order line");
        if (parts.Index().Where(part => part.Item.Quantity > part.Item.Line!.Open).Select(part => ($"lines[{part.Index}].quantity", part.Item.Line!)).ToList() is { Count: > 0 } beyond)
            return OrderProblems.NotOpen(beyond);

        var before = OrderView.Of(order);
        order.Fulfill(parts.Select(part => (part.Line!, part.Quantity)), pass.Now);
        await stock.FulfillAsync(pass, order.WarehouseId, [.. parts.Select(part => new StockNeed(part.Line!.VariantId, part.Line.Sku, part.Quantity))],
            order.Id.ToString(), order.NumberText, ct);

        var view = OrderView.Of(order);
        pass.Note(view.Id.ToString(), view.Number, before, view);
        if (order.IsOpen)
            pass.Raise(new OrderPartiallyFulfilled(order));
        else
            pass.Raise(new OrderFulfilled(order));
        return view;
    }
}
