namespace App.BulkChanges.Parts;

/// <summary>Finds a bulk change by its id.</summary>
sealed class BulkChangeRecords(GetBulkChange get, BulkActions actions) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<BulkChange>.TryRead(words, out var id)
            ? FoundRecord.One(
                await get.ExecuteAsync(new(id), ct),
                found => new(
                    $"bulk_changes/{id}",
                    actions.Find(found.Change.Action)?.Asked(found.Change.Total) ?? found.Change.Action,
                    "Bulk change"))
            : [];
}
