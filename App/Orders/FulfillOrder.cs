using App.Catalog;
using App.Inventory;

namespace App.Orders;

/// <summary>
/// Fulfills an order, completely or in part, and removes the fulfilled quantities from stock. Fails with
/// <c>order_not_fulfillable</c> if the order is already fulfilled or canceled, and with <c>quantity_not_open</c> if a quantity is
/// larger than the open quantity of its line. Quantities are multiples of the unit's step, or leave such a multiple open.
/// </summary>
public sealed class FulfillOrder(Gate gate, StockLedger stock) : Operation<FulfillOrder.Request, OrderView>(gate)
{
    /// <param name="LineId">Line of this order.</param>
    /// <param name="Quantity">More than zero, at most the open quantity of the line.</param>
    public sealed record Part(Id<OrderLine> LineId, decimal Quantity);

    /// <param name="Lines">1 to 200 lines to fulfill. Omit to fulfill everything that is open.</param>
    public sealed record Parts([property: NoNull] IReadOnlyList<Part>? Lines = null);

    public sealed record Request(Id<Order> Id, Parts? Parts = null) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Parts?.Lines is not { } lines)
                return;
            checks.That(lines.Count is > 0 and <= 200, "lines",
                    "List 1 to 200 lines, or omit lines to fulfill everything that is open.")
                .Each(lines, "lines", (inner, part) => inner.Quantity(part.Quantity, "The quantity"))
                .That(
                    lines.Where(part => part is not null).GroupBy(part => part.LineId).All(group => group.Count() == 1),
                    "lines", "List each line only once.", "duplicate");
        }
    }

    protected internal override Access Access => Access.Member(OrderPermissions.Fulfill);
    protected internal override string Action => "order.fulfill";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, order => order.Lines, ct) is not { } order)
            return Problem.Missing("The order");
        if (!order.IsOpen)
            return OrderProblems.Closed(OrderProblems.NotFulfillable, order);
        var parts = request.Parts?.Lines is { } named
            ? named.Select(part => (Line: order.Lines.SingleOrDefault(line => line.Id == part.LineId), part.Quantity)).ToList()
            : [.. order.Lines.Where(line => line.Open > 0).Select(line => ((OrderLine?)line, line.Open))];
        if (parts.Any(part => part.Line is null))
            return Problem.Missing("The order line");
        var excessive = parts.Index().Where(part => part.Item.Quantity > part.Item.Line!.Open)
            .Select(part => ($"lines[{part.Index}].quantity", part.Item.Line!)).ToList();
        if (excessive.Count > 0)
            return OrderProblems.NotOpen(excessive);
        var offStep = parts.Index()
            .Where(part => !QuantityRule.FitsStock(
                part.Item.Line!.Unit, part.Item.Quantity, part.Item.Line.Open - part.Item.Quantity))
            .Select(part => ($"lines[{part.Index}].quantity", part.Item.Line!, part.Item.Quantity)).ToList();
        if (offStep.Count > 0)
            return OrderProblems.OffStep(offStep);

        var before = OrderView.Of(order);
        order.Fulfill(parts.Select(part => (part.Line!, part.Quantity)), context.Now);
        var shipped = parts.Select(part => new StockNeed(part.Line!.VariantId, part.Line.Sku, part.Quantity)).ToList();
        await stock.FulfillAsync(context, order.WarehouseId, shipped, order.Id.ToString(), order.NumberText, ct);

        var view = OrderView.Of(order);
        context.Note(view.Id.ToString(), view.Number, before, view);
        if (order.IsOpen)
            context.Raise(new OrderPartiallyFulfilled(order));
        else
            context.Raise(new OrderFulfilled(order));
        return view;
    }
}
