namespace App.Backstage;

/// <summary>Lists the jobs that run at fixed times, as stored in Hangfire.</summary>
public sealed class ListRecurringJobs(Gate gate, StoredJobs stored, IEnumerable<Schedule> schedules)
    : Query<ListRecurringJobs.Request, IReadOnlyList<RecurringJobView>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "recurring_job.list";

    protected override Task<Result<IReadOnlyList<RecurringJobView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var jobs = stored.Recurring().Select(ViewOf).ToList();
        return Task.FromResult<Result<IReadOnlyList<RecurringJobView>>>(jobs);
    }

    RecurringJobView ViewOf(StoredRecurringJob job)
    {
        var schedule = schedules.FirstOrDefault(schedule => schedule.Name == job.Id);
        return new(
            job.Id, schedule?.Kind.Title ?? job.Id, job.Cron, job.LastAt, job.LastJobId, job.LastStateName, job.NextAt,
            job.Failure, MayRun: schedule is not null);
    }
}
