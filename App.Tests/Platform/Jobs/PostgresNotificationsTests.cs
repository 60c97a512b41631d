using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class PostgresNotificationsTests(LoopHost loops)
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    readonly TestHost host = loops.Host;

    /// <summary>
    /// Starts the notifications of another app instance, which notifies its listener once when it starts listening.
    /// </summary>
    async Task<(WorkNotifier Notifier, WorkListener Listener, PostgresNotifications Notifications)> StartAsync()
    {
        var services = host.At(TimeProvider.System, more => more.AddSingleton<PostgresNotifications>());
        var notifier = services.GetRequiredService<WorkNotifier>();
        var listener = notifier.Listen(WorkKinds.Events);
        var notifications = services.GetRequiredService<PostgresNotifications>();
        await notifications.StartAsync(default);
        Assert.True(await listener.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        return (notifier, listener, notifications);
    }

    [Fact]
    public async Task A_commit_wakes_other_instances_also_after_a_lost_connection()
    {
        var here = await StartAsync();
        var there = await StartAsync();

        here.Notifier.Notify(WorkKinds.Events);
        Assert.True(await there.Listener.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        Assert.True(await here.Listener.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        // Its own notification does not wake it again.
        Assert.False(await here.Listener.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));

        await using var kill = host.Admin.CreateCommand("""
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'stockade-listen' and datname = current_database()
            """);
        await kill.ExecuteNonQueryAsync();
        Assert.True(await there.Listener.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        here.Notifier.Notify(WorkKinds.Events);
        Assert.True(await there.Listener.WaitAsync(Timeout, TestContext.Current.CancellationToken));

        await here.Notifications.StopAsync(default);
        await there.Notifications.StopAsync(default);
    }
}
