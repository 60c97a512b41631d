using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>Jobs of every organization and of none, newest first, and how many there are of each phase.</summary>
public sealed class ListJobs(Gate gate) : Query<ListJobs.Request, ListJobs.Answer>(gate)
{
    public sealed record Request(PageRequest Page, JobPhase? Phase = null) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    public sealed record Answer(Page<JobView> Jobs, IReadOnlyDictionary<JobPhase, long> Counts);

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.list";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (jobs, now) = (pass.Db.Set<Job>(), pass.Now);
        var page = await In(jobs, request.Phase, now).NewestAsync(request.Page, job => job.Id, job => job, ct);
        var counted = await jobs.GroupBy(job => new { job.State, Later = job.RunAt > now }).Select(group => new { group.Key.State, group.Key.Later, Count = group.LongCount() }).ToListAsync(ct);
        return new Answer(
            new([.. page.Data.Select(job => JobView.Of(job, now))], page.HasMore, page.NextCursor) { PreviousCursor = page.PreviousCursor },
            Enum.GetValues<JobPhase>().ToDictionary(phase => phase, phase => counted.Where(one => phase switch
            {
                JobPhase.Queued => one is { State: JobState.Queued, Later: false },
                JobPhase.Scheduled => one is { State: JobState.Queued, Later: true },
                _ => one.State == Enum.Parse<JobState>(phase.ToString()),
            }).Sum(one => one.Count)));
    }

    static IQueryable<Job> In(IQueryable<Job> jobs, JobPhase? phase, DateTimeOffset now) => phase switch
    {
        null => jobs,
        JobPhase.Queued => jobs.Where(job => job.State == JobState.Queued && job.RunAt <= now),
        JobPhase.Scheduled => jobs.Where(job => job.State == JobState.Queued && job.RunAt > now),
        { } other => Of(jobs, Enum.Parse<JobState>(other.ToString())),
    };

    static IQueryable<Job> Of(IQueryable<Job> jobs, JobState state) => jobs.Where(job => job.State == state);
}
