using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class RetentionTests(LoopHost loops)
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
            await services.DeleteOldRowsAsync(IdempotencyReceipt.Retention);
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
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();
        await acme.StocksTeaAsync();

        async Task<string> RemainingAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.DeleteOldRowsAsync(OutboxMessage.Retention);
            return await host.ScalarAsync<string>("""
                select concat_ws(' ', (select count(*) from outbox_messages where organization_id = $1),
                    (select count(*) from webhook_deliveries where organization_id = $1),
                    (select count(*) from webhook_attempts where organization_id = $1))
                """, acme.Id);
        }

        Assert.Equal("2 1 1", await RemainingAfterAsync(TimeSpan.FromDays(29)));
        Assert.Equal("1 0 0", await RemainingAfterAsync(TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task Every_rule_runs_on_its_table()
    {
        var services = host.At(clock);

        foreach (var retention in services.GetServices<Retention>())
            await services.DeleteOldRowsAsync(retention);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => DeleteAsync(services, "platform.accounts", "brewed_at <= $1"));
    }

    [Fact]
    public async Task Ended_sessions_of_staff_and_shoppers_are_deleted_with_their_tokens_after_the_configured_days()
    {
        var services = host.At(clock, settings: new Dictionary<string, string?> { ["Retention:SessionDays"] = "2" });
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        await acme.LetsInAsync(host);

        async Task<long> LeftAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.DeleteOldRowsAsync("prune sessions");
            await services.DeleteOldRowsAsync("prune shopper sessions");
            return await host.ScalarAsync<long>("""
                select (select count(*) from platform.sessions where organization_id = $1)
                    + (select count(*) from shopper_sessions where organization_id = $1)
                """, acme.Id);
        }

        var all = await LeftAfterAsync(TimeSpan.Zero);
        Assert.Equal(4, all); // three members and a shopper
        Assert.Equal(1, await LeftAfterAsync(TimeSpan.FromDays(7 + 2))); // staff are idle for 7 days, the shopper for 30
        Assert.Equal(0, await LeftAfterAsync(TimeSpan.FromDays(23)));
    }

    [Fact]
    public async Task More_rows_than_a_batch_are_all_deleted()
    {
        await using var insert = host.Admin.CreateCommand("""
            insert into platform.passkey_ceremonies (id, purpose, token_hash, state, expires_at)
            select gen_random_uuid(), 'SignIn', int4send(n), '', '2000-01-01' from generate_series(1, 2001) n
            """);
        await insert.ExecuteNonQueryAsync();

        await DeleteAsync(host.Services, "platform.passkey_ceremonies", "expires_at <= $1");

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from platform.passkey_ceremonies"));
    }

    Task DeleteAsync(IServiceProvider services, string table, string condition) =>
        new DeleteOldRows(
                new Retention("prune", "0 0 * * *", new RetentionRule(table, "id", condition, TimeSpan.Zero)),
                services.GetRequiredService<OpsDatabase>(), host.Configuration, clock)
            .RunAsync(new(null, Guid.Empty), TestContext.Current.CancellationToken);
}
