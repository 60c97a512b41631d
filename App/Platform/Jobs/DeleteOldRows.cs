namespace App.Platform.Jobs;

/// <summary>Deletes the rows that a retention declares as old, a thousand at a time, so no transaction locks many.</summary>
sealed class DeleteOldRows(Retention retention, OpsDatabase database, IConfiguration configuration, TimeProvider clock)
    : IJobHandler
{
    const int Batch = 1000;

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var rule in retention.Rules)
            await DeleteAsync(rule, now - rule.AgeIn(configuration), ct);
    }

    async Task DeleteAsync(RetentionRule rule, DateTimeOffset before, CancellationToken ct)
    {
        var (table, key, condition, _) = rule;
        var sql = $"delete from {table} where ({key}) in (select {key} from {table} where {condition} limit {Batch})";
        int deleted;
        do
        {
            await using var delete = database.Source.Command(sql, before);
            deleted = await delete.ExecuteNonQueryAsync(ct);
        }
        while (deleted == Batch);
    }
}
