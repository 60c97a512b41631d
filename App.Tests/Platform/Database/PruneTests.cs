using App.Tests.Catalog;
using App.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class PruneTests(LoopHost loops)
{
    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();

    [Fact]
    public async Task Idempotency_receipts_are_kept_for_24_hours()
    {
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        await acme.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogScenario.Tea(), new("k-1"));

        async Task<long> ReceiptsAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.GetRequiredService<PruneReceipts>().RunAsync(default);
            return await host.ScalarAsync<long>("select count(*) from idempotency_receipts where organization_id = $1", acme.Id);
        }

        Assert.Equal(1, await ReceiptsAfterAsync(TimeSpan.FromHours(23)));
        Assert.Equal(0, await ReceiptsAfterAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Relayed_events_and_their_deliveries_are_pruned_after_30_days()
    {
        await using var clear = host.Admin.CreateCommand("delete from outbox_messages");
        await clear.ExecuteNonQueryAsync();
        await using var stub = await StubReceiver.StartAsync();
        var services = host.At(clock, settings: WebhookScenario.LoopbackAllowed);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        await acme.StocksTeaAsync();

        async Task<string> RemainingAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.GetRequiredService<PruneEvents>().RunAsync(default);
            return await host.ScalarAsync<string>("""
                select concat_ws(' ', (select count(*) from outbox_messages where organization_id = $1),
                    (select count(*) from webhook_deliveries where organization_id = $1),
                    (select count(*) from webhook_attempts where organization_id = $1))
                """, acme.Id);
        }

        Assert.Equal("2 1 1", await RemainingAfterAsync(TimeSpan.FromDays(29)));
        Assert.Equal("1 0 0", await RemainingAfterAsync(TimeSpan.FromDays(1)));
    }
}
