using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Declares what members can do to many orders at once.</summary>
static class OrderBulkActions
{
    public const string Fulfill = "order.fulfill", Cancel = "order.cancel";

    public static readonly IReadOnlyList<BulkAction> All =
    [
        BulkAction.Of<FulfillOrders, Order>(
            Fulfill, new("Fulfill orders", "Fulfill", "Fulfilling", "Fulfilled"), OrderPermissions.Fulfill, "orders/", "order",
            "orders"),
        BulkAction.Of<CancelOrders, Order>(
            Cancel, new("Cancel orders", "Cancel", "Canceling", "Canceled"), OrderPermissions.Cancel, "orders/", "order",
            "orders"),
    ];

    public static async Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, OrderFilter? filter, int most, CancellationToken ct)
    {
        var wanted = ids?.Select(id => new Id<Order>(id)).ToArray();
        var orders = wanted is null
            ? (await filter!.NarrowedAsync(context.Db, ct)).Of(context.Db.Orders)
            : context.Db.Orders.Where(order => wanted.Contains(order.Id));
        var found = await orders.OrderByDescending(order => order.Id).Take(most)
            .Select(order => new { order.Id, order.Number }).ToListAsync(ct);
        return [.. found.Select(order => new BulkTarget(order.Id.Value, Order.TextOf(order.Number)))];
    }
}

/// <summary>Fulfills everything that is open of many orders.</summary>
sealed class FulfillOrders(FulfillOrder fulfill) : BulkHandler<OrderFilter, NoArguments>
{
    protected override Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, OrderFilter? filter, int most, CancellationToken ct) =>
        OrderBulkActions.SelectAsync(context, ids, filter, most, ct);

    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(fulfill.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}

/// <summary>Cancels what is open of many orders.</summary>
sealed class CancelOrders(CancelOrder cancel) : BulkHandler<OrderFilter, CancelOrders.Arguments>
{
    /// <param name="Reason">Free text, up to 200 characters.</param>
    public sealed record Arguments(string? Reason = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Reason, 200, "The reason");
    }

    protected override Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, OrderFilter? filter, int most, CancellationToken ct) =>
        OrderBulkActions.SelectAsync(context, ids, filter, most, ct);

    protected override Task<Problem?> ApplyAsync(BulkItemCall item, Arguments arguments, CancellationToken ct) =>
        ProblemOf(cancel.ExecuteAsync(new(new(item.Id), new(arguments.Reason)), item.Key, ct));
}
