using Hangfire;
using Hangfire.Common;

namespace App.Platform;

/// <summary>
/// The filters that each job passes: retries, and the statistics by hour that Backstage draws. Hangfire's other two defaults
/// (culture and continuations) are left out, because nothing here uses them and each costs round trips for every job.
/// </summary>
static class HangfireFilters
{
    /// <summary>Seconds before each retry of a job that failed unexpectedly. Together some 22 hours.</summary>
    static readonly int[] Delays = [5, 30, 120, 600, 1800, 3600, 10800, 21600, 43200];

    public static JobFilterCollection Create()
    {
        var filters = new JobFilterCollection();
        filters.Add(new AutomaticRetryAttribute
        {
            Attempts = Delays.Length,
            DelaysInSeconds = Delays,
            LogEvents = false,
            OnAttemptsExceeded = AttemptsExceededAction.Fail,
        });
        filters.Add(new StatisticsHistoryAttribute());
        return filters;
    }
}
