using Hangfire.Server;
using Hangfire.States;

namespace App.Platform.Jobs;

/// <summary>
/// Moves scheduled jobs into their queues within a second of their time. Hangfire's own scheduler does the work, but it takes a
/// distributed lock each time it runs, so this first checks with a cheap query that a job is due.
/// </summary>
sealed class DueJobScheduler(OpsDatabase database, IBackgroundJobStateChanger state) : IBackgroundProcess
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly DelayedJobScheduler scheduler = new(TimeSpan.FromMilliseconds(1), state);

    public void Execute(BackgroundProcessContext context)
    {
        if (AnythingDue())
            scheduler.Execute(context);
        context.Wait(Interval);
    }

    bool AnythingDue()
    {
        using var due = database.Source.Command(
            "select exists (select from hangfire.set where key = 'schedule' and score <= extract(epoch from clock_timestamp()))");
        return (bool)due.ExecuteScalar()!;
    }

    public override string ToString() => nameof(DueJobScheduler);
}
