namespace App.Orders.Parts;

/// <summary>Shows open orders and the orders of the last 30 days on the home page.</summary>
public sealed class OrdersHomeCard(GetOrderFigures figures, ListOrders orders) : IHomeCardSource
{
    public async Task<Result<HomeCardContent>> LoadAsync(CancellationToken ct)
    {
        var counted = await figures.ExecuteAsync(new(), ct);
        if (!counted.Succeeded)
            return counted.Problem;
        IReadOnlyList<OrderSummary> open = [];
        if (counted.Value.Open > 0)
        {
            var listed = await orders.ExecuteAsync(new(new(HomeTasks.Shown), OrderFilter.Open), ct);
            if (!listed.Succeeded)
                return listed.Problem;
            open = listed.Value.Data;
        }
        var tasks = new HomeTasks(
            "Orders to fulfill", counted.Value.Open, "orders?status=open", "No open orders.", Tone.Info,
            [
                .. open.Select(order => new HomeTask($"orders/{order.Id}", order.Number, order.CustomerName, Mono: true)
                {
                    At = order.PlacedAt,
                }),
            ]);
        var chart = new HomeChart("Orders per day", FindingOf(counted.Value), "Orders")
        {
            Columns =
            [
                .. counted.Value.PerDay.Select(day => new ChartPoint(HomeChart.LabelOf(day.Date), day.Placed, day.PlacedBefore)),
            ],
            BeforeName = "Previous 30 days",
            EmptyText = "Place your first order to see this chart.",
        };
        return new HomeCardContent(tasks, chart);
    }

    static string FindingOf(GetOrderFigures.Figures figures)
    {
        var now = figures.PerDay.Sum(day => day.Placed);
        var before = figures.PerDay.Sum(day => day.PlacedBefore);
        if (before == 0)
            return now == 0 ? "No orders in the last 60 days" : $"{now} in the last 30 days, none in the previous 30 days";
        var change = 100 * (now - before) / before;
        return change switch
        {
            0 => "About as many as in the previous 30 days",
            > 0 => $"{change}% more than in the previous 30 days",
            _ => $"{-change}% fewer than in the previous 30 days",
        };
    }
}
