using App.Inventory;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Says how far a sample order has come.</summary>
public enum SampleOutcome { Placed, PartiallyFulfilled, Fulfilled, Canceled }

/// <summary>
/// Places sample orders in the past and brings each to its state, with the rules of all orders. They have no audit entries and
/// events of their own: the operation that calls it is audited, and programs that receive events would take them for real.
/// </summary>
public sealed class SampleOrders(OrderPlacement placement, StockLedger stock)
{
    static readonly TimeSpan Handling = TimeSpan.FromHours(5);

    /// <summary>Returns the number of sample orders.</summary>
    public static Task<int> CountAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Orders.CountAsync(order => order.IsSample, ct);

    /// <summary>Returns the TypeIDs of the sample orders.</summary>
    public static async Task<IReadOnlyList<string>> IdsAsync(OperationContext context, CancellationToken ct)
    {
        var ids = await context.Db.Orders.Where(order => order.IsSample).Select(order => order.Id).ToListAsync(ct);
        return [.. ids.Select(id => id.ToString())];
    }

    /// <summary>Returns the order, or <c>out_of_stock</c> if a variant has too little stock available.</summary>
    /// <param name="at">The time of the order. It is fulfilled or canceled five hours later.</param>
    public async Task<Result<Order>> AddAsync(
        OperationContext context, OrderDraft draft, DateTimeOffset at, SampleOutcome outcome, CancellationToken ct)
    {
        var placed = await placement.PlaceAsync(context, draft, ct, at);
        if (!placed.Succeeded)
            return placed.Problem;
        var order = placed.Value;
        if (outcome is SampleOutcome.PartiallyFulfilled or SampleOutcome.Fulfilled)
            await FulfillAsync(context, order, isPart: outcome == SampleOutcome.PartiallyFulfilled, at + Handling, ct);
        if (outcome == SampleOutcome.Canceled)
        {
            await stock.ReleaseAsync(context, order.WarehouseId, [.. order.Lines.Select(line => NeedOf(line, line.Open))], ct);
            order.Cancel("Ordered twice", at + Handling);
        }
        return order;
    }

    async Task FulfillAsync(OperationContext context, Order order, bool isPart, DateTimeOffset at, CancellationToken ct)
    {
        var parts = order.Lines.Take(isPart ? 1 : order.Lines.Count).Select(line => (Line: line, Quantity: line.Open)).ToList();
        order.Fulfill(parts, at);
        await stock.FulfillAsync(
            context, order.WarehouseId, [.. parts.Select(part => NeedOf(part.Line, part.Quantity))], order.Id.ToString(),
            order.NumberText, ct, at);
    }

    static StockNeed NeedOf(OrderLine line, decimal quantity) => new(line.VariantId, line.Sku, quantity);
}
