using System.Runtime.CompilerServices;
using System.Text.Json;

namespace App.Exports;

/// <summary>Writes and reads a stored part of an export: one JSON array of values for each row, each on a line.</summary>
static class ExportPart
{
    public static async Task WriteAsync(Stream file, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            await JsonSerializer.SerializeAsync(file, row, JsonSerializerOptions.Default, ct);
            file.WriteByte((byte)'\n');
        }
    }

    public static async IAsyncEnumerable<object?[]> ReadAsync(
        Stream file, IReadOnlyList<ExportColumn> columns, [EnumeratorCancellation] CancellationToken ct)
    {
        using var lines = new StreamReader(file);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            var values = JsonSerializer.Deserialize<JsonElement[]>(line)!;
            yield return [.. values.Zip(columns, ValueOf)];
        }
    }

    static object? ValueOf(JsonElement value, ExportColumn column) => value.ValueKind == JsonValueKind.Null
        ? null
        : column.Kind switch
        {
            ExportKind.Number => value.GetDecimal(),
            ExportKind.Time => value.GetDateTimeOffset(),
            ExportKind.Flag => value.GetBoolean(),
            _ => value.GetString(),
        };
}
