namespace App.Inventory.Parts;

/// <summary>Shows variants that are low on stock and the stock-outs of the last 30 days on the home page.</summary>
public sealed class StockHomeCard(GetStockFigures figures, ListStockLevels levels) : IHomeCardSource
{
    public async Task<Result<HomeCardContent>> LoadAsync(HomePeriod period, CancellationToken ct)
    {
        var counted = await figures.ExecuteAsync(new(), ct);
        if (!counted.Succeeded)
            return counted.Problem;
        IReadOnlyList<StockLevelView> low = [];
        if (counted.Value.Low > 0)
        {
            var listed = await levels.ExecuteAsync(new(new(HomeTasks.Shown), Low: true), ct);
            if (!listed.Succeeded)
                return listed.Problem;
            low = listed.Value.Data;
        }
        var tasks = new HomeTasks(
            "Low stock", counted.Value.Low, "inventory?show=low", Tone.Warning,
            [
                .. low.Select(level =>
                    new HomeTask($"inventory/{level.VariantId}", level.ProductName, $"{level.Sku} · {level.WarehouseName}")
                    {
                        Quantity = level.Available,
                        Action = new(
                            "Adjust stock", $"inventory/adjust?variant={level.VariantId}", InventoryPermissions.Change.Name),
                    }),
            ]);
        var chart = new HomeChart("Stock-outs", FindingOf(counted.Value), "SKUs out of stock")
        {
            Cells = [.. counted.Value.PerDay.Select(day => new HeatCell(HomeChart.LabelOf(day.Date), day.Out))],
        };
        return new HomeCardContent(tasks, chart);
    }

    static string FindingOf(GetStockFigures.Figures figures)
    {
        var days = figures.PerDay.Count(day => day.Out > 0);
        return days == 0 ? "None in the last 30 days" : $"On {days} of the last 30 days";
    }
}
