using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class WorkSignalTests(LoopHouse loops)
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    readonly TestHouse house = loops.House;

    /// <summary>An instance of the app, as far as the signal goes; it rings once when it listens.</summary>
    async Task<(OutboxBell Bell, OutboxBell.Ear Ear, WorkSignal Signal)> StartAsync()
    {
        var services = house.At(TimeProvider.System, more => more.AddSingleton<WorkSignal>());
        var bell = services.GetRequiredService<OutboxBell>();
        var ear = bell.Listen(Ring.Events);
        var signal = services.GetRequiredService<WorkSignal>();
        await signal.StartAsync(default);
        Assert.True(await ear.WaitAsync(Long, TestContext.Current.CancellationToken));
        return (bell, ear, signal);
    }

    [Fact]
    public async Task A_commit_here_wakes_the_instance_there_and_a_lost_connection_comes_back_with_a_look()
    {
        var (here, there) = (await StartAsync(), await StartAsync());

        here.Bell.Ring(Ring.Events);
        Assert.True(await there.Ear.WaitAsync(Long, TestContext.Current.CancellationToken));
        Assert.True(await here.Ear.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.False(await here.Ear.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken)); // its own note does not wake it twice

        await using var kill = house.Admin.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stockade-listen' and datname = current_database()");
        await kill.ExecuteNonQueryAsync();
        Assert.True(await there.Ear.WaitAsync(Long, TestContext.Current.CancellationToken));
        here.Bell.Ring(Ring.Events);
        Assert.True(await there.Ear.WaitAsync(Long, TestContext.Current.CancellationToken));

        await here.Signal.StopAsync(default);
        await there.Signal.StopAsync(default);
    }
}
