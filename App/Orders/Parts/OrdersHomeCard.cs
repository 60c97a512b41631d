namespace App.Orders.Parts;

/// <summary>Shows the figures of the last days, the revenue of each day and the oldest open orders on the home page.</summary>
public sealed class OrdersHomeCard(GetSalesFigures figures, ListOrders orders) : IHomeCardSource
{
    public async Task<Result<HomeCardContent>> LoadAsync(HomePeriod period, CancellationToken ct)
    {
        var counted = await figures.ExecuteAsync(new(period.Days), ct);
        if (!counted.Succeeded)
            return counted.Problem;
        IReadOnlyList<OrderSummary> open = [];
        if (counted.Value.OpenOrders > 0)
        {
            var listed = await orders.ExecuteAsync(new(new(HomeTasks.Shown, Sort: "placed_at"), OrderFilter.Open), ct);
            if (!listed.Succeeded)
                return listed.Problem;
            open = listed.Value.Data;
        }
        var tasks = new HomeTasks(
            "Orders to fulfill", counted.Value.OpenOrders, "orders?status=open", Tone.Info,
            [
                .. open.Select(order => new HomeTask($"orders/{order.Id}", order.Number, order.CustomerName, Mono: true)
                {
                    At = order.PlacedAt,
                    Action = new("Fulfill", $"orders/{order.Id}?fulfill=true", OrderPermissions.Fulfill.Name),
                }),
            ]);
        return counted.Value.FirstOrderAt is null
            ? new HomeCardContent(tasks)
            : new HomeCardContent(tasks, SalesFigures.ChartOf(counted.Value, period))
            {
                Figures = SalesFigures.Of(counted.Value, period),
            };
    }
}
