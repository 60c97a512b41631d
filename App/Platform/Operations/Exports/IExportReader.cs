using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>Reads the rows of a list for an export, page by page, through the operation that lists them.</summary>
public interface IExportReader
{
    IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>Returns what is wrong with the filter or the order; null if they are valid.</summary>
    Problem? Check(JsonElement filter, string? sort);

    /// <summary>Returns the next rows, and the cursor after them.</summary>
    Task<Result<ExportRows>> ReadAsync(JsonElement filter, PageRequest page, CancellationToken ct);
}

/// <summary>Contains some rows of an export.</summary>
/// <param name="Rows">One array for each row, with a value for each column.</param>
/// <param name="NextCursor">Cursor of the following rows; null after the last ones.</param>
public sealed record ExportRows(IReadOnlyList<object?[]> Rows, string? NextCursor);

/// <summary>Lists the kinds of values in the columns of exports.</summary>
public enum ExportKind { Text, Number, Time, Flag }

/// <summary>Describes a column of an export.</summary>
/// <param name="Title">Text of the header cell.</param>
/// <param name="Kind">Kind of its values: string, decimal, <see cref="DateTimeOffset"/> or bool. Each can be null.</param>
public sealed record ExportColumn(string Title, ExportKind Kind);
