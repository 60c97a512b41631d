namespace App.E2E.Faults;

[Collection(KillingTests.Name)]
public sealed class KillingTheDatabase(SeededDatabase seeded)
{
    [Fact]
    public async Task Kills_of_PostgreSQL_under_load_lose_no_acknowledged_order_and_duplicate_none()
    {
        await using var cluster = await OwnCluster.StartAsync();
        await using (var copy = await seeded.CloneAsync())
            await cluster.CopyAsync(copy);
        await using var app = await RunningApp.StartAsync(cluster.Connection, demoFile: seeded.DemoFile);
        await using var buyers = await Buyers.BeginAsync(app, await cluster.CountAsync("select count(*) from orders"));

        for (var kill = 1; kill <= Long.Or(2, 20); kill++)
        {
            await buyers.MoreAsync(40);
            await cluster.KillAsync();
            await cluster.JoinAsync(); // the app keeps running and reconnects on its own
        }
        await buyers.MoreAsync(40);

        await buyers.SettleAsync(cluster.CountAsync);
    }
}
