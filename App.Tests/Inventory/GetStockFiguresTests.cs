using App.Inventory;
using App.Platform;
using App.Tests.Catalog;

namespace App.Tests.Inventory;

public sealed class GetStockFiguresTests(TestHouse house)
{
    [Fact]
    public async Task The_ledger_tells_what_was_out_at_the_end_of_each_day()
    {
        var acme = await house.OrganizationAsync();
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
        Assert.Equal([10, 9, 8, 7, 6, 5], figures.PerDay.Select((day, i) => (day, Ago: 29 - i)).Where(pair => pair.day.Out == 1).Select(pair => pair.Ago));
        Assert.Equal(0, figures.Out);

        async Task MovesAsync(int daysAgo, decimal quantity) =>
            Assert.True((await new TestActor(house.Services, new Credential.System("test", acme.Id, now.AddDays(-daysAgo)))
                .Get<AdjustStock>().ExecuteAsync(new(tea, main, quantity, "History"))).Succeeded);
    }
}
