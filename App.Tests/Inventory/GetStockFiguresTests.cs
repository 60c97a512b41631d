using App.Inventory;

namespace App.Tests.Inventory;

public sealed class GetStockFiguresTests(TestHost host)
{
    [Fact]
    public async Task Figures_count_the_variants_out_of_stock_at_the_end_of_each_day()
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.StocksTeaAsync()).Variants[0].Id;
        var main = await acme.OpensWarehouseAsync();
        var now = TimeProvider.System.GetUtcNow();
        await MovesAsync(daysAgo: 20, 5);
        await MovesAsync(daysAgo: 10, -5);
        await MovesAsync(daysAgo: 7, 3);
        await MovesAsync(daysAgo: 7, -3);
        await MovesAsync(daysAgo: 4, 1);

        var figures = (await acme.Member.Get<GetStockFigures>().ExecuteAsync(new())).Value;

        Assert.Equal(30, figures.PerDay.Count);
        var daysOut = figures.PerDay
            .Select((day, i) => (day.Out, DaysAgo: 29 - i))
            .Where(day => day.Out == 1)
            .Select(day => day.DaysAgo);
        Assert.Equal([10, 9, 8, 7, 6, 5], daysOut);
        Assert.Equal(0, figures.Out);

        async Task MovesAsync(int daysAgo, decimal quantity) =>
            Assert.True((await new TestActor(host.Services, new Credential.System("test", acme.Id, now.AddDays(-daysAgo)))
                .Get<AdjustStock>().ExecuteAsync(new(tea, main, quantity, "History"))).Succeeded);
    }
}
