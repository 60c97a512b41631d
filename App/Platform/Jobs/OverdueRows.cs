using Npgsql;

namespace App.Platform.Jobs;

/// <summary>
/// Enqueues the jobs of rows that are running but were not updated for a while, such as bulk changes and exports. The table has
/// the columns organization_id, id, state and updated_at; the id is the subject of the job.
/// </summary>
/// <param name="table">Name of the table.</param>
/// <param name="kind">Kind of the job that continues a row.</param>
public sealed class OverdueRows(string table, JobKind kind) : IOverdueWork
{
    const string Running = "Running";

    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand(
            $"select organization_id, id from {table} where state = '{Running}' and updated_at <= $1", connection))
        {
            read.Parameters.Add(new() { Value = dueBefore });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                jobs.Add(new(kind, row.GetGuid(0), row.GetGuid(1)));
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
