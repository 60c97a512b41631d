using Hangfire;
using Hangfire.Common;

namespace App.Platform.Jobs;

/// <summary>
/// Creates the filters that apply to every job: retries, and the hourly statistics that Backstage shows. Hangfire's other two
/// default filters (culture and continuations) are left out, because nothing here uses them and each adds round trips to every
/// job.
/// </summary>
static class HangfireFilters
{
    /// <summary>Sets the seconds before each retry of a failed job, about 23 hours in total.</summary>
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
