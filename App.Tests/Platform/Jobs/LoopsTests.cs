using App.Platform;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace App.Tests.Platform;

public sealed class LoopsTests
{
    /// <summary>Fails as often as it is told to, then works.</summary>
    sealed class Stumbler(OutboxBell bell, int failures) : Loop(bell, Ring.Events)
    {
        int steps;

        public TaskCompletionSource Works { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public bool Left { get; private set; }
        public override string Name => "stumbler";

        public override Task<bool> StepAsync(CancellationToken ct)
        {
            if (++steps <= failures)
                throw new Npgsql.NpgsqlException("The database is away.");
            Works.TrySetResult();
            return Task.FromResult(false);
        }

        public override Task StopAsync(CancellationToken ct)
        {
            Left = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>Of an app that serves already, or does not yet.</summary>
    sealed class Lifetime(bool serves) : IHostApplicationLifetime
    {
        public CancellationTokenSource Started { get; } = Ended(serves);
        public CancellationToken ApplicationStarted => Started.Token;
        public CancellationToken ApplicationStopping => default;
        public CancellationToken ApplicationStopped => default;
        public void StopApplication() { }

        static CancellationTokenSource Ended(bool ended)
        {
            var source = new CancellationTokenSource();
            if (ended)
                source.Cancel();
            return source;
        }
    }

    sealed class Lines : ILogger<App.Platform.Loops>
    {
        public List<string> All { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Add(formatter(state, exception));
    }

    [Fact]
    public async Task A_loop_that_fails_says_so_once_and_goes_on_when_it_can()
    {
        var (loop, lines) = (new Stumbler(new OutboxBell(), failures: 3), new Lines());
        using var loops = new App.Platform.Loops([loop], new Lifetime(serves: true), TimeProvider.System, lines);

        await loops.StartAsync(default);
        await loop.Works.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await loops.StopAsync(default);

        Assert.Equal(["The loop stumbler waits for the database: The database is away.", "The loop stumbler works again after 3 failed tries"], lines.All);
        Assert.True(loop.Left);
    }

    [Fact]
    public async Task No_loop_steps_before_the_app_serves()
    {
        var (loop, lifetime) = (new Stumbler(new OutboxBell(), failures: 0), new Lifetime(serves: false));
        using var loops = new App.Platform.Loops([loop], lifetime, TimeProvider.System, new Lines());

        await loops.StartAsync(default);
        Assert.False(loop.Works.Task.IsCompleted);
        await lifetime.Started.CancelAsync();
        await loop.Works.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await loops.StopAsync(default);
    }
}
