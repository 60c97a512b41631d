using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>Reads the rows of a list whose operation returns pages of one type.</summary>
/// <typeparam name="TFilter">Filter of the list.</typeparam>
/// <typeparam name="TRow">A row of the list.</typeparam>
public abstract class ExportReader<TFilter, TRow> : IExportReader where TFilter : class, IRequest
{
    readonly List<(ExportColumn Column, Func<TRow, object?> Value)> columns = [];

    public IReadOnlyList<ExportColumn> Columns => [.. columns.Select(one => one.Column)];

    public Problem? Check(JsonElement filter, string? sort)
    {
        try
        {
            var checks = new Checks();
            var request = FilterOf(filter);
            DefinedEnums.Check(request, checks);
            RequestText.Check(request, checks);
            request.Check(checks);
            new PageRequest(Sort: sort).Check(checks, Sorts);
            return checks.Problem;
        }
        catch (JsonException)
        {
            return Problem.Invalid.For("filter", "The filter is not one of this list.");
        }
    }

    public async Task<Result<ExportRows>> ReadAsync(JsonElement filter, PageRequest page, CancellationToken ct)
    {
        var read = await ListAsync(FilterOf(filter), page, ct);
        if (!read.Succeeded)
            return read.Problem;
        return new ExportRows(
            [.. read.Value.Data.Select(row => columns.Select(one => one.Value(row)).ToArray())],
            read.Value.HasMore ? read.Value.NextCursor : null);
    }

    /// <summary>Gets the orders of the list; null if it has only its own.</summary>
    protected abstract IListSorts? Sorts { get; }

    /// <summary>Reads a page of the list through its operation.</summary>
    protected abstract Task<Result<Page<TRow>>> ListAsync(TFilter filter, PageRequest page, CancellationToken ct);

    protected void Text(string title, Func<TRow, string?> value) => Add(title, ExportKind.Text, value);

    /// <summary>Adds a column with the names that the API gives to the values of an enum, such as partially_fulfilled.</summary>
    protected void Choice<TEnum>(string title, Func<TRow, TEnum> value) where TEnum : struct, Enum =>
        Text(title, row => JsonNamingPolicy.SnakeCaseLower.ConvertName(value(row).ToString()));

    protected void Number(string title, Func<TRow, decimal?> value) => Add(title, ExportKind.Number, row => value(row));

    protected void Time(string title, Func<TRow, DateTimeOffset?> value) => Add(title, ExportKind.Time, row => value(row));

    protected void Flag(string title, Func<TRow, bool?> value) => Add(title, ExportKind.Flag, row => value(row));

    void Add(string title, ExportKind kind, Func<TRow, object?> value) => columns.Add((new(title, kind), value));

    static TFilter FilterOf(JsonElement filter) => filter.Deserialize<TFilter>(Json.Options) ?? throw new JsonException();
}
