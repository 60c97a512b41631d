using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;
using static App.Backstage.HangfireValues;

namespace App.Backstage;

/// <summary>Lists a page of the jobs in one state, and counts the jobs in each state.</summary>
public sealed class ListJobs(Gate gate, PostgreSqlStorage storage, JobContents contents)
    : Query<ListJobs.Request, ListJobs.Answer>(gate)
{
    public const int PageSize = 50;

    /// <param name="State">The state of the jobs.</param>
    /// <param name="Offset">The number of jobs before the page.</param>
    public sealed record Request(JobState State, int Offset = 0) : IRequest
    {
        public void Check(Checks checks) =>
            checks.That(Offset is >= 0 and <= 10_000_000, nameof(Offset), "The page does not exist.");
    }

    public sealed record Answer(IReadOnlyList<JobView> Jobs, IReadOnlyDictionary<JobState, long> Counts);

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.list";

    protected override Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hangfire = storage.GetMonitoringApi();
        var answer = new Answer(Page(hangfire, request.State, request.Offset), CountsOf(hangfire));
        return Task.FromResult<Result<Answer>>(answer);
    }

    static Dictionary<JobState, long> CountsOf(IMonitoringApi hangfire) => new()
    {
        [JobState.Queued] = hangfire.Queues().Sum(queue => queue.Length),
        [JobState.Scheduled] = hangfire.ScheduledCount(),
        [JobState.Running] = hangfire.ProcessingCount(),
        [JobState.Succeeded] = hangfire.SucceededListCount(),
        [JobState.Failed] = hangfire.FailedCount(),
        [JobState.Discarded] = hangfire.DeletedListCount(),
    };

    List<JobView> Page(IMonitoringApi hangfire, JobState state, int offset, int size = PageSize) => state switch
    {
        JobState.Queued => Queued(hangfire, offset),
        JobState.Scheduled => Views(hangfire.ScheduledJobs(offset, size), (id, job) => View(id, job?.Job, state, job?.EnqueueAt)),
        JobState.Running => Views(hangfire.ProcessingJobs(offset, size), (id, job) => View(id, job?.Job, state, job?.StartedAt)),
        JobState.Succeeded => Views(hangfire.SucceededJobs(offset, size), (id, job) =>
            View(id, job?.Job, state, job?.SucceededAt)),
        JobState.Failed => Views(hangfire.FailedJobs(offset, size), (id, job) =>
            View(id, job?.Job, state, job?.FailedAt) with { Failure = Failure(job?.ExceptionType, job?.ExceptionMessage) }),
        _ => Views(hangfire.DeletedJobs(offset, size), (id, job) => View(id, job?.Job, state, job?.DeletedAt)),
    };

    /// <summary>Returns a page across all queues. Hangfire pages each queue separately.</summary>
    List<JobView> Queued(IMonitoringApi hangfire, int offset)
    {
        var page = new List<JobView>();
        foreach (var queue in hangfire.Queues())
        {
            if (offset >= queue.Length)
            {
                offset -= (int)queue.Length;
                continue;
            }
            if (page.Count < PageSize)
                page.AddRange(Views(hangfire.EnqueuedJobs(queue.Name, offset, PageSize - page.Count), (id, job) =>
                    View(id, job?.Job, JobState.Queued, job?.EnqueuedAt)));
            offset = 0;
        }
        return page;
    }

    JobView View(string id, Job? job, JobState state, DateTime? at) => new(id, contents.Of(job), state, Utc(at));

    static List<JobView> Views<T>(JobList<T> jobs, Func<string, T?, JobView> view) where T : class =>
        [.. jobs.Select(job => view(job.Key, job.Value))];
}
