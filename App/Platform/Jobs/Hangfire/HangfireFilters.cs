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
    /// <summary>Delays the retries of a failed job, about 23 hours in total.</summary>
    static readonly Backoff Retry = Backoff.Of(
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12));

    public static JobFilterCollection Create()
    {
        var filters = new JobFilterCollection();
        filters.Add(new AutomaticRetryAttribute
        {
            Attempts = Retry.Delays.Count,
            DelaysInSeconds = [.. Retry.Delays.Select(delay => (int)delay.TotalSeconds)],
            LogEvents = false,
            OnAttemptsExceeded = AttemptsExceededAction.Fail,
        });
        filters.Add(new StatisticsHistoryAttribute());
        return filters;
    }
}
