namespace App.E2E.Faults;

[Collection(KillingTests.Name)]
public sealed class KillingTheApp(SeededDatabase seeded)
{
    [Fact]
    public async Task Kills_of_the_app_under_load_lose_no_acknowledged_order_and_duplicate_none()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var buyers = await Buyers.BeginAsync(app, await database.ScalarAsync<long>("select count(*) from orders"));

        for (var kill = 1; kill <= Long.Or(3, 200); kill++)
        {
            await buyers.MoreAsync(40);
            await app.KillAsync();
            await app.StartAgainAsync();
        }

        await buyers.SettleAsync(database.ScalarAsync<long>);
    }
}
