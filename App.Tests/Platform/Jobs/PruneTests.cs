using App.Platform;
using App.Tests.Catalog;
using App.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class PruneTests(LoopHouse loops)
{
    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();

    [Fact]
    public async Task A_receipt_lasts_24_hours()
    {
        var services = house.At(clock);
        var acme = await house.OrganizationAsync(clock: clock, services: services);
        await acme.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogStory.Tea(), new("k-1"));

        async Task<long> ReceiptsAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.GetRequiredService<PruneReceipts>().RunAsync(default);
            return await house.ScalarAsync<long>("select count(*) from idempotency_receipts where organization_id = $1", acme.Id);
        }

        Assert.Equal(1, await ReceiptsAfterAsync(TimeSpan.FromHours(23)));
        Assert.Equal(0, await ReceiptsAfterAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task After_30_days_an_event_goes_with_its_deliveries_unless_it_was_never_handed_on()
    {
        await using var clear = house.Admin.CreateCommand("delete from outbox_messages");
        await clear.ExecuteNonQueryAsync();
        await using var stub = await StubReceiver.StartAsync();
        var services = house.At(clock, settings: WebhookStory.LoopbackAllowed);
        var acme = await house.OrganizationAsync(clock: clock, services: services);
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        await acme.StocksTeaAsync();

        async Task<string> LeftAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.GetRequiredService<PruneEvents>().RunAsync(default);
            return await house.ScalarAsync<string>("""
                select concat_ws(' ', (select count(*) from outbox_messages where organization_id = $1), (select count(*) from webhook_deliveries where organization_id = $1),
                    (select count(*) from webhook_attempts where organization_id = $1))
                """, acme.Id);
        }

        Assert.Equal("2 1 1", await LeftAfterAsync(TimeSpan.FromDays(29)));
        Assert.Equal("1 0 0", await LeftAfterAsync(TimeSpan.FromDays(1)));
    }
}
