using System.Collections.Concurrent;
using App.Catalog;
using App.Platform;
using App.Tests.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class RelayTests(LoopHouse loops) : IAsyncLifetime
{
    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();
    readonly Notebook notebook = new();
    ServiceProvider services = null!;

    /// <summary>Writes down what it takes, as a row of the relay's transaction, and fails when told to.</summary>
    sealed class Notebook : IEventSubscriber
    {
        public ConcurrentQueue<RelayedEvent> Seen { get; } = new();
        public Func<RelayedEvent, bool> Fails { get; set; } = _ => false;
        public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

        public async Task TakeAsync(RelayBatch batch, CancellationToken ct)
        {
            foreach (var happened in batch.Events)
            {
                if (Fails(happened))
                    throw new InvalidOperationException("The notebook is full.");
                await using var note = batch.Transaction.Command("insert into notes (event_id) values ($1)", happened.Id.Value);
                await note.ExecuteNonQueryAsync(ct);
                Seen.Enqueue(happened);
            }
            await Meanwhile();
        }
    }

    public async ValueTask InitializeAsync()
    {
        await using var table = house.Admin.CreateCommand("create table if not exists notes (n bigint generated always as identity, event_id uuid not null); truncate notes; grant insert on notes to stockade_ops; delete from webhook_attempts; delete from webhook_deliveries; delete from outbox_messages");
        await table.ExecuteNonQueryAsync();
        services = Start();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    ServiceProvider Start() => house.At(clock, more => more.AddSingleton<IEventSubscriber>(notebook));

    Relay Relay => services.GetRequiredService<Relay>();

    Task<long> NotesAsync() => house.ScalarAsync<long>("select count(*) from notes");

    Task<long> WaitingAsync() => house.ScalarAsync<long>("select count(*) from outbox_messages where relayed_at is null");

    [Fact]
    public async Task An_event_reaches_every_subscriber_once()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        var tea = await acme.StocksTeaAsync();

        Assert.True(await Relay.StepAsync(default));
        Assert.False(await Relay.StepAsync(default));

        var seen = Assert.Single(notebook.Seen);
        Assert.Equal((acme.Id, "product.created", tea.Id.ToString()), (seen.OrganizationId, seen.Type, seen.Subject));
        Assert.Contains(tea.Id.ToString(), seen.Payload, StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task Events_of_one_subject_keep_their_order_even_when_they_happen_at_the_same_moment()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        var tea = await acme.StocksTeaAsync();
        for (var i = 0; i < 30; i++)
            await acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: $"Tea {i}")));

        await Relay.RunDryAsync();

        Assert.Equal(["Green tea", .. Enumerable.Range(0, 30).Select(i => $"Tea {i}")], notebook.Seen.Select(one => System.Text.Json.JsonElement.Parse(one.Payload).GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Two_relays_at_once_hand_each_event_on_once_and_in_order()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        var teas = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => acme.StocksTeaAsync()));
        foreach (var round in Enumerable.Range(0, 25))
            await Task.WhenAll(teas.Select(tea => acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: $"Tea {round:00}")))));
        Relay[] relays = [Relay, Start().GetRequiredService<Relay>(), Start().GetRequiredService<Relay>()];

        while (await WaitingAsync() > 0)
            await Task.WhenAll(relays.Select(relay => relay.RunDryAsync()));

        Assert.Equal(260, await NotesAsync());
        Assert.Equal(260, notebook.Seen.DistinctBy(one => one.Id).Count());
        var misplaced = await house.ScalarAsync<long>("""
            select count(*) from notes a join outbox_messages x on x.id = a.event_id
            join notes b on b.n > a.n join outbox_messages y on y.id = b.event_id and y.subject = x.subject and y.sequence < x.sequence
            """);
        Assert.Equal(0, misplaced);
    }

    [Fact]
    public async Task A_crash_between_handing_over_and_settling_loses_nothing_and_repeats_nothing()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        await acme.StocksTeaAsync();
        notebook.Meanwhile = async () =>
        {
            notebook.Meanwhile = () => Task.CompletedTask;
            await using var kill = house.Admin.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stockade-ops' and datname = current_database() and state like 'idle in transaction%'");
            await kill.ExecuteNonQueryAsync();
        };

        await Assert.ThrowsAnyAsync<Exception>(() => Relay.StepAsync(default));
        Assert.Equal((0L, 1L), (await NotesAsync(), await WaitingAsync()));

        NpgsqlConnection.ClearAllPools();
        Assert.True(await Relay.StepAsync(default));
        Assert.Equal((1L, 0L), (await NotesAsync(), await WaitingAsync()));
    }

    [Fact]
    public async Task A_bad_event_holds_up_its_own_subject_alone_comes_again_later_and_is_parked_in_the_end()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        var (bad, good) = (await acme.StocksTeaAsync(), await acme.StocksTeaAsync());
        await acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(bad.Id, new(Name: "Later tea")));
        notebook.Fails = happened => happened.Subject == bad.Id.ToString() && happened.Type == "product.created";

        await Relay.RunDryAsync();
        Assert.Equal([good.Id.ToString()], notebook.Seen.Select(one => one.Subject));
        Assert.Equal(1, await NotesAsync()); // what the bad batch wrote is gone with it

        for (var attempt = 2; attempt <= Relay.Tries; attempt++)
        {
            await Relay.RunDryAsync();
            clock.Advance(TimeSpan.FromHours(1));
            await Relay.RunDryAsync();
        }

        Assert.Equal("InvalidOperationException: The notebook is full.", await house.ScalarAsync<string>("select failure from outbox_messages where parked_at is not null"));
        Assert.Equal(Relay.Tries, await house.ScalarAsync<int>("select attempts from outbox_messages where parked_at is not null"));
        Assert.Equal([good.Id.ToString(), bad.Id.ToString()], notebook.Seen.Select(one => one.Subject)); // given up, it holds up nobody any more
    }

    [Fact]
    public async Task Seeded_history_is_told_to_nobody()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        var history = new TestActor(services, new Credential.System("seed", acme.Id, clock.GetUtcNow().AddDays(-100)));
        await history.Get<CreateProduct>().ExecuteAsync(CatalogStory.Tea());

        Assert.False(await Relay.StepAsync(default));
        Assert.Empty(notebook.Seen);
    }
}
