using App.BulkChanges;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>Runs jobs directly, on the test's clock, because Hangfire itself uses the system clock.</summary>
static class JobSteps
{
    sealed record Due(string Kind, Guid? OrganizationId, Guid Subject);

    /// <summary>Runs pending jobs of a kind until none is due.</summary>
    public static async Task RunDueJobsAsync(this IServiceProvider services, JobKind kind)
    {
        while (await NextAsync(services, kind) is { } due)
            await services.GetRequiredService<JobHost>()
                .RunAsync(due.Kind, due.OrganizationId, due.Subject, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs one job of a bulk change, which changes a part of its records.</summary>
    public static Task RunBulkJobAsync(this IServiceProvider services, TestOrganization acme, Id<BulkChange> id) =>
        services.GetRequiredService<JobHost>()
            .RunAsync(BulkChangeJobs.Run.Name, acme.Id, id.Value, null, TestContext.Current.CancellationToken);

    /// <summary>Runs the job that deletes the rows of a retention.</summary>
    public static Task DeleteOldRowsAsync(this IServiceProvider services, Retention retention) =>
        services.DeleteOldRowsAsync(retention.Name);

    /// <summary>Runs the job that deletes the rows of the retention with this name.</summary>
    public static async Task DeleteOldRowsAsync(this IServiceProvider services, string name)
    {
        var schedule = services.GetServices<Schedule>().Single(schedule => schedule.Name == name);
        await services.GetRequiredService<JobHost>()
            .RunAsync(schedule.Kind.Name, null, Guid.Empty, null, TestContext.Current.CancellationToken);
    }

    static async Task<Due?> NextAsync(IServiceProvider services, JobKind kind)
    {
        await using var next = services.GetRequiredService<OpsDatabase>().Source.Command("""
            select p.kind, j.arguments ->> 1, p.subject from platform.pending_jobs p join hangfire.job j on j.id = p.job_id
            where p.kind = $1 and p.run_at <= $2 order by p.run_at, p.job_id limit 1
            """, kind.Name, services.GetRequiredService<TimeProvider>().GetUtcNow());
        await using var row = await next.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        if (!await row.ReadAsync(TestContext.Current.CancellationToken))
            return null;
        Guid? organization = await row.IsDBNullAsync(1, TestContext.Current.CancellationToken) ? null
            : Guid.Parse(row.GetString(1).Trim('"'));
        return new(row.GetString(0), organization, row.GetGuid(2));
    }
}
