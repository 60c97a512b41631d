using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>An order ends without (the rest of) its goods: what is still reserved can be sold to others.</summary>
public sealed class CancelOrder(Gate gate, StockLedger stock) : Operation<CancelOrder.Request, OrderView>(gate)
{
    /// <param name="Reason">Up to 200 characters.</param>
    public sealed record Cause(string? Reason = null);

    public sealed record Request(Id<Order> Id, Cause? Cause = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Cause?.Reason, 200, "The reason", "reason");
    }

    protected internal override Permission Permission => OrderPermissions.Cancel;
    protected internal override string Action => "order.cancel";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await OrderLock.TakeAsync(pass, request.Id, ct) is not { } order)
            return Problem.Missing("The order");
        if (!order.IsOpen)
            return OrderProblems.Closed(OrderProblems.NotCancelable, order);

        var before = OrderView.Of(order);
        await stock.ReleaseAsync(pass, order.WarehouseId,
            [.. order.Lines.Where(line => line.Open > 0).Select(line => new StockNeed(line.VariantId, line.Sku, line.Open))], ct);
        order.Cancel(request.Cause?.Reason, pass.Now);

        var view = OrderView.Of(order);
        pass.Note(view.Id.ToString(), view.Number, before, view);
        pass.Raise(new OrderCanceled(order));
        return view;
    }
}
