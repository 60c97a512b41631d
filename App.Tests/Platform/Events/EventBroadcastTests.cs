using System.Collections.Concurrent;
using App.Catalog;
using App.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>Handlers that run on every instance: at once where the event was raised, and soon on the others.</summary>
[Collection(LoopTests.Name)]
public sealed class EventBroadcastTests(LoopHost loops)
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    readonly TestHost host = loops.Host;

    sealed class RecordingHandler : IEventHandler<ProductCreated>
    {
        public ConcurrentQueue<(ProductCreated Raised, EventContext Context)> Handled { get; } = new();
        public bool Fails { get; set; }

        public Task HandleAsync(ProductCreated raised, EventContext context, CancellationToken ct)
        {
            if (Fails)
                throw new InvalidOperationException("The cache is broken.");
            Handled.Enqueue((raised, context));
            return Task.CompletedTask;
        }
    }

    ServiceProvider Instance() => host.At(TimeProvider.System, more =>
    {
        more.AddSingleton<PostgresNotifications>();
        more.AddEventHandlers(new EventHandlers(
            [HandlerDeclaration.OnEachInstance<ProductCreated, RecordingHandler>()], [typeof(ProductCreated)]));
    });

    static async Task<PostgresNotifications> ConnectAsync(ServiceProvider instance)
    {
        var listener = instance.GetRequiredService<WorkNotifier>().Listen(WorkKinds.Events);
        var notifications = instance.GetRequiredService<PostgresNotifications>();
        await notifications.StartAsync(default);
        Assert.True(await listener.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        return notifications;
    }

    [Fact]
    public async Task The_instance_that_raised_the_event_handles_it_before_the_operation_returns()
    {
        var here = Instance();
        var acme = await host.OrganizationAsync(services: here);

        var tea = await acme.StocksTeaAsync();

        var (raised, context) = Assert.Single(here.GetRequiredService<RecordingHandler>().Handled);
        Assert.Equal((tea.Id, acme.Id, acme.Slug), (raised.ProductId, context.OrganizationId, context.OrganizationSlug));
    }

    [Fact]
    public async Task Another_instance_handles_the_event_when_it_is_notified()
    {
        var here = Instance();
        var there = Instance();
        PostgresNotifications[] connected = [await ConnectAsync(here), await ConnectAsync(there)];
        var announced = there.GetRequiredService<WorkNotifier>().Listen(WorkKinds.Broadcast);
        var acme = await host.OrganizationAsync(services: here);

        var tea = await acme.StocksTeaAsync();
        Assert.True(await announced.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        Assert.True(await there.GetRequiredService<BroadcastReceiver>().StepAsync(TestContext.Current.CancellationToken));

        var (raised, context) = Assert.Single(there.GetRequiredService<RecordingHandler>().Handled);
        Assert.Equal((tea.Id, tea.Name, acme.Id, acme.Slug),
            (raised.ProductId, raised.Name, context.OrganizationId, context.OrganizationSlug));
        Assert.False(await there.GetRequiredService<BroadcastReceiver>().StepAsync(TestContext.Current.CancellationToken));
        Assert.Single(here.GetRequiredService<RecordingHandler>().Handled); // its own notification is not handled again
        foreach (var one in connected)
            await one.StopAsync(default);
    }

    [Fact]
    public async Task Open_pages_of_every_instance_learn_which_record_has_changed()
    {
        var here = Instance();
        var there = Instance();
        PostgresNotifications[] connected = [await ConnectAsync(here), await ConnectAsync(there)];
        var acme = await host.OrganizationAsync(services: here);
        var (seenHere, seenThere) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        using var first = here.GetRequiredService<LiveUpdates>().Listen(acme.Id, subject => seenHere.TrySetResult(subject));
        using var second = there.GetRequiredService<LiveUpdates>().Listen(acme.Id, subject => seenThere.TrySetResult(subject));

        var tea = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea())).Value;

        Assert.True(seenHere.Task.IsCompletedSuccessfully); // before the operation returns
        Assert.Equal(tea.Id.ToString(), await seenHere.Task);
        Assert.Equal(tea.Id.ToString(), await seenThere.Task.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        foreach (var one in connected)
            await one.StopAsync(default);
    }

    [Fact]
    public async Task A_handler_that_fails_does_not_fail_the_operation()
    {
        var here = Instance();
        here.GetRequiredService<RecordingHandler>().Fails = true;
        var acme = await host.OrganizationAsync(services: here);

        Assert.True((await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea())).Succeeded);
    }

    [Fact]
    public void A_full_queue_drops_the_oldest_event()
    {
        var queue = new BroadcastQueue(new WorkNotifier());
        var events = Enumerable.Range(0, 1001).Select(_ => new AnnouncedEvent(Guid.CreateVersion7(), Guid.CreateVersion7()))
            .ToList();

        events.ForEach(queue.Send);

        Assert.Equal(events.Skip(1), queue.TakeToSend(2000));
    }

    [Fact]
    public async Task A_stored_order_event_is_read_back_as_it_was_raised()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        Assert.True((await trade.OrdersAsync(3)).Succeeded);
        var payload = await host.ScalarAsync<string>(
            "select payload::text from outbox_messages where organization_id = $1 and type = 'order.placed'", acme.Id);

        var read = HandlerDeclaration.OnEachInstance<OrderPlaced, Ignoring>().Read(payload);

        Assert.Equal(payload, System.Text.Json.JsonSerializer.Serialize(read, read.GetType(), Json.Options));
    }

    sealed class Ignoring : IEventHandler<object>
    {
        public Task HandleAsync(object raised, EventContext context, CancellationToken ct) => Task.CompletedTask;
    }
}
