namespace App.Exports.Parts;

/// <summary>Finds an export by its id.</summary>
sealed class ExportRecords(GetExport get, ExportLists lists) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<Export>.TryRead(words, out var id)
            ? FoundRecord.One(
                await get.ExecuteAsync(new(id), ct),
                found => new("exports", $"{lists.TitleOf(found.Export.List)}: {found.Export.FileName}", "Export"))
            : [];
}
