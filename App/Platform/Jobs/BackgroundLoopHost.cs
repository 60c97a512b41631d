namespace App.Platform.Jobs;

/// <summary>
/// Runs all background loops once the app serves requests. Each loop steps when it is notified and at least once a second. A
/// failure is logged once; the loop retries after at most two seconds and logs when it has recovered.
/// </summary>
public sealed partial class BackgroundLoopHost(
    IEnumerable<BackgroundLoop> loops, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BackgroundLoopHost> log)
    : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Lets rows accumulate, so busy periods are processed in batches rather than row by row.</summary>
    static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(3);

    /// <summary>
    /// Limits the time that a loop has to stop. It is part of the three seconds in which the host stops everything.
    /// </summary>
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitUntilReadyAsync(stoppingToken);
        await Task.WhenAll(loops.Select(loop => Task.Run(() => RunAsync(loop, stoppingToken), CancellationToken.None)));
    }

    internal async Task RunAsync(BackgroundLoop loop, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var foundWork = await loop.StepAsync(ct);
                if (failures > 0)
                    LogRecovered(loop.Name, failures);
                failures = 0;
                if (foundWork)
                    continue;
                await loop.Listener.WaitAsync(Poll, ct);
                await Task.Delay(BatchDelay, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                if (failures++ == 0)
                    LogFailure(failure, loop);
                await Backoff.OfLoops.WaitAsync(failures, clock, ct);
            }
        }
        await StopAsync(loop);
    }

    void LogFailure(Exception failure, BackgroundLoop loop)
    {
        if (TransientFailure.Is(failure))
            LogDatabaseUnavailable(loop.Name, failure.Message);
        else
            LogFailing(failure, loop.Name);
    }

    async Task StopAsync(BackgroundLoop loop)
    {
        using var timeout = new CancellationTokenSource(StopTimeout, clock);
        try
        {
            await loop.StopAsync(timeout.Token);
        }
        catch (Exception failure)
        {
            LogNotReleased(failure, loop.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background loop {Loop} failed; retrying until it recovers")]
    partial void LogFailing(Exception failure, string loop);

    [LoggerMessage(Level = LogLevel.Error, Message = "Background loop {Loop} is waiting for the database: {Reason}")]
    partial void LogDatabaseUnavailable(string loop, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Background loop {Loop} recovered after {Failures} failed attempts")]
    partial void LogRecovered(string loop, int failures);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Background loop {Loop} could not release its claimed work; the leases will expire")]
    partial void LogNotReleased(Exception failure, string loop);
}
