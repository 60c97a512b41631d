namespace App.Exports;

/// <summary>Represents an export on pages and in the audit log.</summary>
/// <param name="List">Name of the list, such as <c>orders</c>.</param>
/// <param name="Rows">Number of rows so far.</param>
/// <param name="Size">Size of the finished file in bytes; null before that.</param>
/// <param name="ExpiresAt">The file is deleted at this time.</param>
public sealed record ExportView(
    Id<Export> Id, string List, ExportFormat Format, ExportState State, string MemberName, int Rows, long? Size,
    DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Gets the name of the file: <c>orders-2026-11-30.csv</c>.</summary>
    public string FileName => ExportFiles.NameFor(List, CreatedAt, Format);

    internal static ExportView Of(Export export) => new(
        export.Id, export.List, export.Format, export.State, export.MemberName, export.Rows, export.Size, export.CreatedAt,
        export.EndedAt, export.ExpiresAt);
}
