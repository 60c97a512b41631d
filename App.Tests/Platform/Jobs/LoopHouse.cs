using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>
/// A house with a database of its own, for tests that step the loops: these see every organization, so they would otherwise work off
/// each other's rows. The tests of the collection take turns.
/// </summary>
public sealed class LoopHouse : IAsyncLifetime
{
    public TestHouse House { get; } = new();

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public ValueTask DisposeAsync() => House.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class LoopTests : ICollectionFixture<LoopHouse>
{
    public const string Name = "loops";
}

static class LoopSteps
{
    /// <summary>Steps until nothing is due and nothing is in hand.</summary>
    public static async Task RunDryAsync<TItem, TOutcome>(this Pump<TItem, TOutcome> pump) where TItem : class
    {
        while (true)
            if (!await pump.StepAsync(TestContext.Current.CancellationToken))
            {
                if (pump.InHand == 0)
                    return;
                await pump.Ear.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            }
    }

    public static async Task RunDryAsync(this Relay relay)
    {
        while (await relay.StepAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    /// <summary>Relays and delivers all that is due, retries included.</summary>
    public static async Task RunLoopsAsync(this IServiceProvider services)
    {
        await services.GetRequiredService<Relay>().RunDryAsync();
        await services.RunDueJobsAsync(App.Webhooks.WebhookJobs.Retry);
        await services.GetRequiredService<App.Webhooks.DeliveryPump>().RunDryAsync();
    }
}
