using Hangfire.PostgreSql;
using static App.Backstage.HangfireValues;

namespace App.Backstage;

/// <summary>Counts the jobs that ended in each of the last 24 hours, oldest first.</summary>
public sealed class GetJobHours(Gate gate, PostgreSqlStorage storage)
    : Query<GetJobHours.Request, IReadOnlyList<GetJobHours.Hour>>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="At">A time within the hour.</param>
    /// <param name="Succeeded">The number of jobs that succeeded.</param>
    /// <param name="Failed">The number of jobs that failed permanently.</param>
    public sealed record Hour(DateTimeOffset At, long Succeeded, long Failed);

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.count_hours";

    protected override Task<Result<IReadOnlyList<Hour>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var hangfire = storage.GetMonitoringApi();
        var failed = hangfire.HourlyFailedJobs().ToDictionary(hour => KeyOf(hour.Key), hour => hour.Value);
        var hours = hangfire.HourlySucceededJobs().OrderBy(hour => hour.Key)
            .Select(hour => new Hour(Utc(hour.Key)!.Value, hour.Value, failed.GetValueOrDefault(KeyOf(hour.Key))));
        return Task.FromResult<Result<IReadOnlyList<Hour>>>(hours.ToList());
    }

    /// <summary>
    /// Returns the hour of a time. Hangfire computes the times of the two lists separately, so only their hours are equal.
    /// </summary>
    static (DateTime Date, int Hour) KeyOf(DateTime time) => (time.Date, time.Hour);
}
