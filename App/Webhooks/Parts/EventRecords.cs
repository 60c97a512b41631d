namespace App.Webhooks.Parts;

/// <summary>Finds an event by its id, which webhooks send as <c>webhook-id</c>.</summary>
public sealed class EventRecords(GetEvent get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<OutboxMessage>.TryRead(words, out var id)
            ? FoundRecord.One(await get.ExecuteAsync(new(id), ct), one => new($"events/{one.Id}", one.Type, words))
            : [];
}
