using Npgsql;
using NpgsqlTypes;

namespace App.Platform;

/// <summary>A job to be stored.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="OrganizationId">The organization it works for; null for the installation.</param>
/// <param name="Subject">The id of what it is about. Of each kind and subject at most one job waits.</param>
/// <param name="RunAt">When it is due; null for at once.</param>
public sealed record JobRequest(JobKind Kind, Guid? OrganizationId, Guid Subject, DateTimeOffset? RunAt = null);

/// <summary>Stores jobs in the transaction of the change that needs them, through <c>platform.enqueue_job</c>.</summary>
public static class JobQueue
{
    /// <summary>
    /// In the order of kind and subject, so that two transactions lock the rows of pending jobs in the same order.
    /// </summary>
    const string Enqueue = """
        select platform.enqueue_job(kind, queue, organization_id, subject, run_at)
        from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[]) r (kind, queue, organization_id, subject, run_at)
        order by kind, subject, run_at nulls first
        """;

    /// <summary>The statement as part of a batch.</summary>
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
        parameters.Add(new() { Value = jobs.Select(job => job.OrganizationId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        parameters.Add(new() { Value = jobs.Select(job => job.Subject).ToArray() });
        parameters.Add(new() { Value = jobs.Select(job => job.RunAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
    }
}
