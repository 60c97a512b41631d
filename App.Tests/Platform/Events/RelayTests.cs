using System.Collections.Concurrent;
using App.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class RelayTests(LoopHost loops) : IAsyncLifetime
{
    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();
    readonly RecordingSubscriber subscriber = new();
    ServiceProvider services = null!;

    /// <summary>Stores each event as a row in the relay's transaction; a test can make it fail.</summary>
    sealed class RecordingSubscriber : IEventSubscriber
    {
        public ConcurrentQueue<RelayedEvent> Seen { get; } = new();
        public Func<RelayedEvent, bool> ShouldFail { get; set; } = _ => false;
        public Func<Task> AfterBatch { get; set; } = () => Task.CompletedTask;

        public async Task TakeAsync(RelayBatch batch, CancellationToken ct)
        {
            foreach (var relayed in batch.Events)
            {
                if (ShouldFail(relayed))
                    throw new InvalidOperationException("The subscriber is full.");
                await using var insert = batch.Transaction.Command("insert into notes (event_id) values ($1)", relayed.Id.Value);
                await insert.ExecuteNonQueryAsync(ct);
                Seen.Enqueue(relayed);
            }
            await AfterBatch();
        }
    }

    public async ValueTask InitializeAsync()
    {
        await using var table = host.Admin.CreateCommand("""
            create table if not exists notes (n bigint generated always as identity, event_id uuid not null);
            truncate notes; grant insert on notes to stockade_ops;
            delete from webhook_attempts; delete from webhook_deliveries; delete from outbox_messages
            """);
        await table.ExecuteNonQueryAsync();
        services = Start();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    ServiceProvider Start() => host.At(clock, more => more.AddSingleton<IEventSubscriber>(subscriber));

    Relay Relay => services.GetRequiredService<Relay>();

    Task<long> NotesAsync() => host.ScalarAsync<long>("select count(*) from notes");

    Task<long> WaitingAsync() => host.ScalarAsync<long>("select count(*) from outbox_queue where parked_at is null");

    [Fact]
    public async Task An_organization_with_thousands_of_pending_events_does_not_delay_the_event_of_another()
    {
        var hog = await host.OrganizationAsync(clock: clock);
        await hog.StocksTeaAsync();
        await using (var more = host.Admin.CreateCommand("""
            with added as (
                insert into outbox_messages (organization_id, id, type, subject, payload, occurred_at)
                select organization_id, gen_random_uuid(), type, 'x' || n, payload, occurred_at
                from outbox_messages, generate_series(1, 2000) n
                returning *)
            insert into outbox_queue (organization_id, event_id, subject, attempts, next_attempt_at)
            select organization_id, id, subject, 0, occurred_at from added
            """))
            await more.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var globex = await host.OrganizationAsync("Globex", clock: clock);
        await globex.StocksTeaAsync();

        await Relay.StepAsync(default);

        Assert.Single(subscriber.Seen, seen => seen.OrganizationId == globex.Id);
        Assert.InRange(subscriber.Seen.Count, Relay.Batch / 2, Relay.Batch);
        await services.GetRequiredService<Relay>().RunDryAsync();
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task An_event_reaches_every_subscriber_once()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        var tea = await acme.StocksTeaAsync();

        Assert.True(await Relay.StepAsync(default));
        Assert.False(await Relay.StepAsync(default));

        var seen = Assert.Single(subscriber.Seen);
        Assert.Equal((acme.Id, "product.created", tea.Id.ToString()), (seen.OrganizationId, seen.Type, seen.Subject));
        Assert.Contains(tea.Id.ToString(), seen.Payload, StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task Events_of_one_subject_keep_their_order_even_at_the_same_time()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        var tea = await acme.StocksTeaAsync();
        for (var i = 0; i < 30; i++)
            await acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: $"Tea {i}")));

        await services.GetRequiredService<Relay>().RunDryAsync();

        Assert.Equal(["Green tea", .. Enumerable.Range(0, 30).Select(i => $"Tea {i}")], subscriber.Seen
            .Select(relayed => System.Text.Json.JsonElement.Parse(relayed.Payload).GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Concurrent_relays_deliver_each_event_once_and_in_order()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        var teas = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => acme.StocksTeaAsync()));
        foreach (var round in Enumerable.Range(0, 25))
            await Task.WhenAll(
                teas.Select(tea => acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: $"Tea {round:00}")))));
        Relay[] relays = [Relay, Start().GetRequiredService<Relay>(), Start().GetRequiredService<Relay>()];

        while (await WaitingAsync() > 0)
            await Task.WhenAll(relays.Select(relay => relay.RunDryAsync()));

        Assert.Equal(260, await NotesAsync());
        Assert.Equal(260, subscriber.Seen.DistinctBy(relayed => relayed.Id).Count());
        var misplaced = await host.ScalarAsync<long>("""
            select count(*) from notes a join outbox_messages x on x.id = a.event_id
            join notes b on b.n > a.n
            join outbox_messages y on y.id = b.event_id and y.subject = x.subject and y.sequence < x.sequence
            """);
        Assert.Equal(0, misplaced);
    }

    [Fact]
    public async Task A_crash_before_the_commit_neither_loses_nor_repeats_an_event()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        await acme.StocksTeaAsync();
        subscriber.AfterBatch = async () =>
        {
            subscriber.AfterBatch = () => Task.CompletedTask;
            await using var kill = host.Admin.CreateCommand("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'stockade-ops' and datname = current_database() and state like 'idle in transaction%'
                """);
            await kill.ExecuteNonQueryAsync();
        };

        await Assert.ThrowsAnyAsync<Exception>(() => Relay.StepAsync(default));
        Assert.Equal((0L, 1L), (await NotesAsync(), await WaitingAsync()));

        NpgsqlConnection.ClearAllPools();
        Assert.True(await Relay.StepAsync(default));
        Assert.Equal((1L, 0L), (await NotesAsync(), await WaitingAsync()));
    }

    [Fact]
    public async Task A_failing_event_blocks_only_its_subject_is_retried_and_finally_parked()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        var bad = await acme.StocksTeaAsync();
        var good = await acme.StocksTeaAsync();
        await acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(bad.Id, new(Name: "Later tea")));
        subscriber.ShouldFail = relayed => relayed.Subject == bad.Id.ToString() && relayed.Type == "product.created";

        await services.GetRequiredService<Relay>().RunDryAsync();
        Assert.Equal([good.Id.ToString()], subscriber.Seen.Select(relayed => relayed.Subject));
        Assert.Equal(1, await NotesAsync()); // the rows of the failed batch were rolled back

        for (var attempt = 2; attempt <= Relay.Retry.Attempts; attempt++)
        {
            await services.GetRequiredService<Relay>().RunDryAsync();
            clock.Advance(TimeSpan.FromHours(1));
            await services.GetRequiredService<Relay>().RunDryAsync();
        }

        Assert.Equal("InvalidOperationException: The subscriber is full.",
            await host.ScalarAsync<string>("select failure from outbox_queue where parked_at is not null"));
        Assert.Equal(
            Relay.Retry.Attempts!.Value,
            await host.ScalarAsync<int>("select attempts from outbox_queue where parked_at is not null"));
        // A parked event no longer blocks its subject.
        Assert.Equal([good.Id.ToString(), bad.Id.ToString()], subscriber.Seen.Select(relayed => relayed.Subject));
    }

    [Fact]
    public async Task Seeded_history_is_not_relayed()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        var history = new TestActor(services, new Credential.System("seed", acme.Id, clock.GetUtcNow().AddDays(-100)));
        await history.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea());

        Assert.False(await Relay.StepAsync(default));
        Assert.Empty(subscriber.Seen);
    }
}
