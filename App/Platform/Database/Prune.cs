namespace App.Platform.Database;

/// <summary>Deletes old rows a thousand at a time, so no transaction locks many.</summary>
public static class Prune
{
    const int Batch = 1000;

    /// <summary>Deletes the matching rows in batches until none are left.</summary>
    /// <param name="database">Connections that bypass row level security.</param>
    /// <param name="table">Table to delete from.</param>
    /// <param name="key">Columns of its primary key.</param>
    /// <param name="old">SQL condition on the rows to delete; $1 is <paramref name="before"/>.</param>
    /// <param name="before">Cutoff time.</param>
    /// <param name="ct">Cancels the current batch; finished batches stay deleted.</param>
    public static async Task DeleteAsync(
        OpsDatabase database, string table, string key, string old, DateTimeOffset before, CancellationToken ct)
    {
        var sql = $"delete from {table} where ({key}) in (select {key} from {table} where {old} limit {Batch})";
        int deleted;
        do
        {
            await using var delete = database.Source.Command(sql, before);
            deleted = await delete.ExecuteNonQueryAsync(ct);
        }
        while (deleted == Batch);
    }
}
