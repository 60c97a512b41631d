using Npgsql;

namespace App.Exports;

/// <summary>Enqueues exports whose job was lost.</summary>
public sealed class OverdueExports : IOverdueWork
{
    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand($"""
            select organization_id, id from exports where state = '{nameof(ExportState.Running)}' and updated_at <= $1
            """, connection))
        {
            read.Parameters.Add(new() { Value = dueBefore });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                jobs.Add(new(ExportJobs.Run, row.GetGuid(0), row.GetGuid(1)));
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
