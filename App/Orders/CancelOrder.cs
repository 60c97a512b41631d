using App.Inventory;

namespace App.Orders;

/// <summary>
/// Cancels an open order. Stock that is still reserved for it becomes available again. If a part was fulfilled, only the rest is
/// canceled: <c>rest_canceled</c> is true, and <c>owed</c> is the price of that part. Fails with <c>order_not_cancelable</c> if
/// the order is already fulfilled or canceled.
/// </summary>
public sealed class CancelOrder(Gate gate, StockLedger stock) : Operation<CancelOrder.Request, OrderView>(gate)
{
    /// <param name="Reason">Free text, up to 200 characters.</param>
    public sealed record Cause(string? Reason = null);

    public sealed record Request(Id<Order> Id, Cause? Cause = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Cause?.Reason, 200, "The reason", "reason");
    }

    protected internal override Access Access => Access.Member(OrderPermissions.Cancel);
    protected internal override string Action => "order.cancel";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, order => order.Lines, ct) is not { } order)
            return Problem.Missing("The order");
        if (!order.IsOpen)
            return OrderProblems.Closed(OrderProblems.NotCancelable, order);

        var before = OrderView.Of(order);
        var reserved = order.Lines.Where(line => line.Open > 0)
            .Select(line => new StockNeed(line.VariantId, line.Sku, line.Open)).ToList();
        await stock.ReleaseAsync(context, order.WarehouseId, reserved, ct);
        order.Cancel(request.Cause?.Reason, context.Now);

        var view = OrderView.Of(order);
        context.Note(view.Id.ToString(), view.Number, before, view);
        context.Raise(new OrderCanceled(order));
        return view;
    }
}
