using Hangfire.PostgreSql;
using Hangfire.Storage;
using static App.Backstage.HangfireValues;

namespace App.Backstage;

/// <summary>Lists the jobs that run at fixed times, as stored in Hangfire.</summary>
public sealed class ListRecurringJobs(Gate gate, PostgreSqlStorage storage, IEnumerable<Schedule> schedules)
    : Query<ListRecurringJobs.Request, IReadOnlyList<RecurringJobView>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "recurring_job.list";

    protected override Task<Result<IReadOnlyList<RecurringJobView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        using var hangfire = storage.GetConnection();
        var jobs = hangfire.GetRecurringJobs().OrderBy(job => job.Id, StringComparer.Ordinal).Select(ViewOf).ToList();
        return Task.FromResult<Result<IReadOnlyList<RecurringJobView>>>(jobs);
    }

    RecurringJobView ViewOf(RecurringJobDto job)
    {
        var schedule = schedules.FirstOrDefault(schedule => schedule.Name == job.Id);
        return new(
            job.Id, schedule?.Kind.Title ?? job.Id, job.Cron ?? "", Utc(job.LastExecution), job.LastJobId, job.LastJobState,
            Utc(job.NextExecution), job.Error, MayRun: schedule is not null);
    }
}
