using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace App.Tests.Platform;

public sealed class BackgroundLoopHostTests
{
    /// <summary>Fails the given number of times, then works.</summary>
    sealed class FailingLoop(WorkNotifier notifier, int failures) : BackgroundLoop(notifier, WorkKinds.Events)
    {
        int steps;

        public TaskCompletionSource Succeeded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public bool Stopped { get; private set; }
        public override string Name => "failing";

        public override Task<bool> StepAsync(CancellationToken ct)
        {
            if (++steps <= failures)
                throw new Npgsql.NpgsqlException("The database is away.");
            Succeeded.TrySetResult();
            return Task.FromResult(false);
        }

        public override Task StopAsync(CancellationToken ct)
        {
            Stopped = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>The lifetime of an app that has or has not started.</summary>
    sealed class Lifetime(bool serves) : IHostApplicationLifetime
    {
        public CancellationTokenSource Started { get; } = StartedIf(serves);
        public CancellationToken ApplicationStarted => Started.Token;
        public CancellationToken ApplicationStopping => default;
        public CancellationToken ApplicationStopped => default;
        public void StopApplication() { }

        static CancellationTokenSource StartedIf(bool started)
        {
            var source = new CancellationTokenSource();
            if (started)
                source.Cancel();
            return source;
        }
    }

    sealed class RecordingLogger : ILogger<BackgroundLoopHost>
    {
        public List<string> Lines { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }

    [Fact]
    public async Task A_failing_loop_logs_once_and_recovers()
    {
        var loop = new FailingLoop(new WorkNotifier(), failures: 3);
        var logger = new RecordingLogger();
        using var loops = new BackgroundLoopHost([loop], new Lifetime(serves: true), TimeProvider.System, logger);

        await loops.StartAsync(default);
        await loop.Succeeded.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await loops.StopAsync(default);

        Assert.Equal(
            [
                "Background loop failing is waiting for the database: The database is away.",
                "Background loop failing recovered after 3 failed attempts",
            ], logger.Lines);
        Assert.True(loop.Stopped);
    }

    [Fact]
    public async Task Loops_do_not_run_before_the_app_has_started()
    {
        var loop = new FailingLoop(new WorkNotifier(), failures: 0);
        var lifetime = new Lifetime(serves: false);
        using var loops = new BackgroundLoopHost([loop], lifetime, TimeProvider.System, new RecordingLogger());

        await loops.StartAsync(default);
        Assert.False(loop.Succeeded.Task.IsCompleted);
        await lifetime.Started.CancelAsync();
        await loop.Succeeded.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await loops.StopAsync(default);
    }
}
