namespace App.Audit.Parts;

/// <summary>Finds an audit entry by its id.</summary>
public sealed class AuditRecords(GetAuditEntry get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<AuditEntry>.TryRead(words, out var id)
            ? FoundRecord.One(await get.ExecuteAsync(new(id), ct), entry => new($"audit/{id}", entry.Action, entry.Entity?.Label))
            : [];
}
