using App.Platform;
using Hangfire.PostgreSql;
using static App.Backstage.HangfireValues;

namespace App.Backstage;

/// <summary>How many jobs ended in each of the last 24 hours, oldest first.</summary>
public sealed class GetJobHours(Gate gate, PostgreSqlStorage storage)
    : Query<GetJobHours.Request, IReadOnlyList<GetJobHours.Hour>>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="At">In the hour.</param>
    /// <param name="Succeeded">Jobs that succeeded in it.</param>
    /// <param name="Failed">Jobs that failed for good in it.</param>
    public sealed record Hour(DateTimeOffset At, long Succeeded, long Failed);

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.count_hours";

    protected override Task<Result<IReadOnlyList<Hour>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var hangfire = storage.GetMonitoringApi();
        var failed = hangfire.HourlyFailedJobs().ToDictionary(hour => KeyOf(hour.Key), hour => hour.Value);
        var hours = hangfire.HourlySucceededJobs().OrderBy(hour => hour.Key)
            .Select(hour => new Hour(Utc(hour.Key)!.Value, hour.Value, failed.GetValueOrDefault(KeyOf(hour.Key))));
        return Task.FromResult<Result<IReadOnlyList<Hour>>>(hours.ToList());
    }

    /// <summary>The two answers are a moment apart, so their times are not the same, but their hours are.</summary>
    static (DateTime Date, int Hour) KeyOf(DateTime time) => (time.Date, time.Hour);
}
