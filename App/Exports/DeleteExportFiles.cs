using Npgsql;

namespace App.Exports;

/// <summary>Deletes the files of exports that have expired or were deleted, and then their rows.</summary>
public sealed class DeleteExportFiles(OpsDatabase database, IObjectStore store, TimeProvider clock) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (organizationId, id) in await FindAsync(ct))
        {
            await store.DeleteFolderAsync(ExportFiles.FolderOf(organizationId, id), ct);
            await using var delete = database.Source.Command(
                "delete from exports where organization_id = $1 and id = $2", organizationId, id);
            await delete.ExecuteNonQueryAsync(ct);
        }
    }

    async Task<IReadOnlyList<(Guid OrganizationId, Guid Id)>> FindAsync(CancellationToken ct)
    {
        await using var find = database.Source.Command($"""
            select organization_id, id from exports where created_at <= $1 or state = '{nameof(ExportState.Deleted)}'
            """, clock.GetUtcNow() - Export.Kept);
        await using NpgsqlDataReader row = await find.ExecuteReaderAsync(ct);
        var found = new List<(Guid OrganizationId, Guid Id)>();
        while (await row.ReadAsync(ct))
            found.Add((row.GetGuid(0), row.GetGuid(1)));
        return found;
    }
}
