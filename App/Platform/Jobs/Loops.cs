namespace App.Platform;

/// <summary>
/// Runs every loop of the house, from the moment it serves: when its bell rings, and each second anyway. A lost database is told once; the loop tries again
/// after at most two seconds and goes on by itself.
/// </summary>
public sealed partial class Loops(IEnumerable<Loop> loops, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Loops> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>So that a busy minute is worked off in batches rather than row by row.</summary>
    static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(3);

    /// <summary>The host gives three seconds to everything that stops.</summary>
    static readonly TimeSpan Leave = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ServesAsync(stoppingToken);
        await Task.WhenAll(loops.Select(loop => Task.Run(() => RunAsync(loop, stoppingToken), CancellationToken.None)));
    }

    internal async Task RunAsync(Loop loop, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var moved = await loop.StepAsync(ct);
                if (failures > 0)
                    LogRecovered(loop.Name, failures);
                failures = 0;
                if (moved)
                    continue;
                await loop.Ear.WaitAsync(Poll, ct);
                await Task.Delay(Gather, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                if (failures++ == 0)
                    Tell(failure, loop);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(250 * failures, 2000)), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await LeaveAsync(loop);
    }

    void Tell(Exception failure, Loop loop)
    {
        if (Outage.Is(failure))
            LogAway(loop.Name, failure.Message);
        else
            LogFailing(failure, loop.Name);
    }

    async Task LeaveAsync(Loop loop)
    {
        using var longest = new CancellationTokenSource(Leave, clock);
        try
        {
            await loop.StopAsync(longest.Token);
        }
        catch (Exception failure)
        {
            LogNotLeft(failure, loop.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The loop {Loop} fails; it goes on trying and says so when it works again")]
    partial void LogFailing(Exception failure, string loop);

    [LoggerMessage(Level = LogLevel.Error, Message = "The loop {Loop} waits for the database: {Reason}")]
    partial void LogAway(string loop, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The loop {Loop} works again after {Failures} failed tries")]
    partial void LogRecovered(string loop, int failures);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The loop {Loop} could not give back its work; the leases run out by themselves")]
    partial void LogNotLeft(Exception failure, string loop);
}
