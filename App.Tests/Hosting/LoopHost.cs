using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>
/// A host with its own database, for tests that step background loops: loops see every organization, so the tests would otherwise
/// process each other's rows. The tests of the collection run one after another.
/// </summary>
public sealed class LoopHost : IAsyncLifetime
{
    public TestHost Host { get; } = new();

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class LoopTests : ICollectionFixture<LoopHost>
{
    public const string Name = "loops";
}

static class LoopSteps
{
    /// <summary>Steps until nothing is due or in progress.</summary>
    public static async Task RunDryAsync<TItem, TOutcome>(this LeasedWorker<TItem, TOutcome> worker) where TItem : class
    {
        while (true)
            if (!await worker.StepAsync(TestContext.Current.CancellationToken))
            {
                if (worker.InProgress == 0)
                    return;
                await worker.Listener.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            }
    }

    public static async Task RunDryAsync(this Relay relay)
    {
        while (await relay.StepAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    /// <summary>Writes all security events that were collected.</summary>
    public static async Task RunDryAsync(this SecurityEventWriter writer)
    {
        while (await writer.StepAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    /// <summary>Relays and delivers everything that is due, including retries.</summary>
    public static async Task RunLoopsAsync(this IServiceProvider services)
    {
        await services.GetRequiredService<Relay>().RunDryAsync();
        await services.RunDueJobsAsync(App.Webhooks.WebhookJobs.Retry);
        await services.GetRequiredService<App.Webhooks.DeliveryWorker>().RunDryAsync();
    }
}
