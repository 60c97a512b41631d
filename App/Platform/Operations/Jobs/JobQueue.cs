using Npgsql;
using NpgsqlTypes;

namespace App.Platform.Operations;

/// <summary>Describes a job to store.</summary>
/// <param name="Kind">Kind of job.</param>
/// <param name="OrganizationId">Organization it works for; null for the whole installation.</param>
/// <param name="Subject">Id of the object it is about. At most one job of a kind and subject is pending.</param>
/// <param name="RunAt">Time when it is due; null to run it immediately.</param>
public sealed record JobRequest(JobKind Kind, Guid? OrganizationId, Guid Subject, DateTimeOffset? RunAt = null);

/// <summary>Stores jobs in the transaction of the change that needs them, through <c>platform.enqueue_job</c>.</summary>
public static class JobQueue
{
    /// <summary>Sets how long jobs that succeeded or were discarded are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Sets how long jobs that failed are kept after their last failure.</summary>
    public static readonly TimeSpan FailedKept = TimeSpan.FromDays(30);

    /// <summary>Deletes failed jobs. Hangfire itself removes jobs that succeeded or were discarded.</summary>
    public static readonly Retention Retention = new("prune jobs", "47 3 * * *",
        new RetentionRule("hangfire.job", "id",
            "statename = 'Failed' and exists (select from hangfire.state s where s.id = job.stateid and s.createdat <= $1)",
            FailedKept));

    /// <summary>
    /// Stores jobs in the order of kind and subject, so concurrent transactions lock the rows of pending jobs in the same order
    /// and cannot deadlock.
    /// </summary>
    const string Enqueue = """
        select platform.enqueue_job(kind, queue, organization_id, subject, run_at)
        from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[])
            r (kind, queue, organization_id, subject, run_at)
        order by kind, subject, run_at nulls first
        """;

    /// <summary>Returns the statement that stores the jobs, for use in a batch.</summary>
    public static NpgsqlBatchCommand BatchCommand(IReadOnlyCollection<JobRequest> jobs)
    {
        var command = new NpgsqlBatchCommand(Enqueue);
        AddParameters(command.Parameters, jobs);
        return command;
    }

    /// <summary>Stores jobs on this connection, in its transaction if one is open.</summary>
    public static async Task EnqueueAsync(NpgsqlConnection connection, IReadOnlyCollection<JobRequest> jobs, CancellationToken ct)
    {
        if (jobs.Count == 0)
            return;
        await using var command = new NpgsqlCommand(Enqueue, connection);
        AddParameters(command.Parameters, jobs);
        await command.ExecuteNonQueryAsync(ct);
    }

    static void AddParameters(NpgsqlParameterCollection parameters, IReadOnlyCollection<JobRequest> jobs)
    {
        parameters.Add(new() { Value = jobs.Select(job => job.Kind.Name).ToArray() });
        parameters.Add(new() { Value = jobs.Select(job => job.Kind.Queue).ToArray() });
        parameters.Add(new()
        {
            Value = jobs.Select(job => job.OrganizationId).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
        });
        parameters.Add(new() { Value = jobs.Select(job => job.Subject).ToArray() });
        parameters.Add(new()
        {
            Value = jobs.Select(job => job.RunAt).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        });
    }
}
