using CsvHelper;

namespace App.Exports;

/// <summary>
/// Writes rows as CSV (RFC 4180): UTF-8 with a byte order mark, which Excel needs, and times in UTC (RFC 3339). Text is quoted,
/// and neutralized if a spreadsheet would run it as a formula; numbers stay numbers.
/// </summary>
static class CsvFile
{
    static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        TrueValue = "true",
        FalseValue = "false",
    };

    public static async Task WriteAsync(
        Stream file, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(file, Options, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Title, CsvQuoting.Always);
        await csv.EndRecordAsync(ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var value in row)
                Write(csv, value);
            await csv.EndRecordAsync(ct);
        }
    }

    static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case decimal number:
                csv.WriteField(number);
                break;
            case bool flag:
                csv.WriteField(flag);
                break;
            case DateTimeOffset at:
                csv.WriteField(at.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss'Z'");
                break;
            case string text:
                csv.WriteField(FormulaText.Neutralize(text), CsvQuoting.Always);
                break;
            default:
                csv.WriteField((string?)null);
                break;
        }
    }
}
