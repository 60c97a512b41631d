using System.Globalization;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;
using static App.Platform.Jobs.HangfireValues;

namespace App.Platform.Jobs;

/// <summary>Reads stored jobs for the job pages of platform administrators.</summary>
public sealed class StoredJobs(PostgreSqlStorage storage)
{
    /// <summary>Counts the jobs in each state.</summary>
    public IReadOnlyDictionary<JobState, long> Counts()
    {
        var hangfire = storage.GetMonitoringApi();
        return new Dictionary<JobState, long>
        {
            [JobState.Queued] = hangfire.Queues().Sum(queue => queue.Length),
            [JobState.Scheduled] = hangfire.ScheduledCount(),
            [JobState.Running] = hangfire.ProcessingCount(),
            [JobState.Succeeded] = hangfire.SucceededListCount(),
            [JobState.Failed] = hangfire.FailedCount(),
            [JobState.Discarded] = hangfire.DeletedListCount(),
        };
    }

    /// <summary>Returns a page of the jobs in one state.</summary>
    public IReadOnlyList<StoredJob> Page(JobState state, int offset, int size)
    {
        var hangfire = storage.GetMonitoringApi();
        return state switch
        {
            JobState.Queued => Queued(hangfire, offset, size),
            JobState.Scheduled => Jobs(hangfire.ScheduledJobs(offset, size), (id, job) => Of(id, job?.Job, job?.EnqueueAt)),
            JobState.Running => Jobs(hangfire.ProcessingJobs(offset, size), (id, job) => Of(id, job?.Job, job?.StartedAt)),
            JobState.Succeeded => Jobs(hangfire.SucceededJobs(offset, size), (id, job) => Of(id, job?.Job, job?.SucceededAt)),
            JobState.Failed => Jobs(hangfire.FailedJobs(offset, size), (id, job) =>
                Of(id, job?.Job, job?.FailedAt) with { Failure = Failure(job?.ExceptionType, job?.ExceptionMessage) }),
            _ => Jobs(hangfire.DeletedJobs(offset, size), (id, job) => Of(id, job?.Job, job?.DeletedAt)),
        };
    }

    /// <summary>Returns a page across all queues. Hangfire pages each queue separately.</summary>
    static List<StoredJob> Queued(IMonitoringApi hangfire, int offset, int size)
    {
        var page = new List<StoredJob>();
        foreach (var queue in hangfire.Queues())
        {
            if (offset >= queue.Length)
            {
                offset -= (int)queue.Length;
                continue;
            }
            if (page.Count < size)
                page.AddRange(Jobs(hangfire.EnqueuedJobs(queue.Name, offset, size - page.Count), (id, job) =>
                    Of(id, job?.Job, job?.EnqueuedAt)));
            offset = 0;
        }
        return page;
    }

    /// <summary>Returns a job with its history; null if it does not exist.</summary>
    public StoredJobDetails? Find(string id)
    {
        if (storage.GetMonitoringApi().JobDetails(id) is not { } job)
            return null;
        var retries = Text(job.Properties, "RetryCount");
        return new(
            CallOf(job.Job), job.Job?.Queue, int.TryParse(retries, CultureInfo.InvariantCulture, out var count) ? count : 0,
            Utc(job.CreatedAt), Utc(job.ExpireAt), [.. job.History.Select(StepOf)]);
    }

    static JobStep StepOf(StateHistoryDto state) => new(
        state.StateName, Utc(state.CreatedAt)!.Value, state.Reason, Time(state.Data, "EnqueueAt"), Text(state.Data, "ServerId"),
        Failure(Text(state.Data, "ExceptionType"), Text(state.Data, "ExceptionMessage")));

    /// <summary>Counts the jobs that ended in each of the last 24 hours, oldest first.</summary>
    public IReadOnlyList<JobHour> Hours()
    {
        var hangfire = storage.GetMonitoringApi();
        var failed = hangfire.HourlyFailedJobs().ToDictionary(hour => KeyOf(hour.Key), hour => hour.Value);
        return [.. hangfire.HourlySucceededJobs().OrderBy(hour => hour.Key)
            .Select(hour => new JobHour(Utc(hour.Key)!.Value, hour.Value, failed.GetValueOrDefault(KeyOf(hour.Key))))];
    }

    /// <summary>
    /// Returns the hour of a time. Hangfire computes the times of the two lists separately, so only their hours are equal.
    /// </summary>
    static (DateTime Date, int Hour) KeyOf(DateTime time) => (time.Date, time.Hour);

    /// <summary>Returns the processes that run jobs, longest running first.</summary>
    public IReadOnlyList<JobServer> Servers() =>
    [
        .. storage.GetMonitoringApi().Servers().OrderBy(server => server.StartedAt).Select(server => new JobServer(
            server.Name, [.. server.Queues ?? []], server.WorkersCount, Utc(server.StartedAt), Utc(server.Heartbeat))),
    ];

    /// <summary>Returns the jobs that run at fixed times, by name.</summary>
    public IReadOnlyList<StoredRecurringJob> Recurring()
    {
        using var hangfire = storage.GetConnection();
        return [.. hangfire.GetRecurringJobs().OrderBy(job => job.Id, StringComparer.Ordinal).Select(job =>
            new StoredRecurringJob(
                job.Id, job.Cron ?? "", Utc(job.LastExecution), job.LastJobId, job.LastJobState, Utc(job.NextExecution),
                job.Error))];
    }

    static StoredJob Of(string id, Job? job, DateTime? at) => new(id, CallOf(job), Utc(at));

    /// <summary>Returns the call of a job; null if an older or newer version of the app stored it.</summary>
    static StoredCall? CallOf(Job? job) =>
        job is not null && job.Type == typeof(JobHost) && job.Args is [string kind, var organization, Guid subject, ..]
            ? new(kind, organization as Guid?, subject)
            : null;

    static List<StoredJob> Jobs<T>(JobList<T> jobs, Func<string, T?, StoredJob> view) where T : class =>
        [.. jobs.Select(job => view(job.Key, job.Value))];
}
