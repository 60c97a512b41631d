using System.Globalization;
using System.Text.Json.Serialization;

namespace App.Platform.Ui;

/// <summary>
/// Declares what a feature adds to the home page of the staff area. Members without the permission do not see it, which is only a
/// convenience: the Gate enforces the permission.
/// </summary>
/// <param name="Rank">The position on the page; cards with smaller numbers come first.</param>
/// <param name="Permission">The name of the permission.</param>
/// <param name="Source">The <see cref="IHomeCardSource"/> that loads the content.</param>
public sealed record HomeCard(int Rank, string Permission, Type Source)
{
    public static HomeCard Of<TSource>(int rank, string permission) where TSource : class, IHomeCardSource =>
        new(rank, permission, typeof(TSource));
}

/// <summary>Loads the content of a feature's card on the home page.</summary>
public interface IHomeCardSource
{
    Task<Result<HomeCardContent>> LoadAsync(CancellationToken ct);
}

/// <summary>Holds the content of a card. It is stored in the prerendered page, so it consists of plain values.</summary>
/// <param name="Tasks">The open tasks.</param>
/// <param name="Chart">A chart below the tasks of all features; null if the feature has none.</param>
public sealed record HomeCardContent(HomeTasks Tasks, HomeChart? Chart = null)
{
    /// <summary>Gets whether there is a task or a value to show.</summary>
    [JsonIgnore]
    public bool HasData => Tasks.Count > 0 || Chart is { HasData: true };
}

/// <summary>Lists one kind of task.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Count">The number of all tasks of this kind.</param>
/// <param name="Href">The page that lists all of them, relative to the organization.</param>
/// <param name="ClearText">The text shown when there are none, such as "No open orders."</param>
/// <param name="Tone">The color while there are tasks.</param>
/// <param name="First">The first few tasks.</param>
public sealed record HomeTasks(
    string Title, long Count, string Href, string ClearText, Tone Tone, IReadOnlyList<HomeTask> First)
{
    /// <summary>The number of tasks that a card shows.</summary>
    public const int Shown = 4;
}

/// <summary>Represents one task. Only one of time, quantity and status is shown.</summary>
/// <param name="Href">The page of the task, relative to the organization.</param>
/// <param name="Title">What the task is about, such as an order number.</param>
/// <param name="Note">More about it, such as the customer.</param>
/// <param name="Mono">True if the title is a code.</param>
public sealed record HomeTask(string Href, string Title, string? Note = null, bool Mono = false)
{
    public DateTimeOffset? At { get; init; }
    public decimal? Quantity { get; init; }
    public StatusLabel? Status { get; init; }
}

/// <summary>Holds a chart of the last days: columns, or cells of a heat strip.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Finding">What the chart shows, in one sentence.</param>
/// <param name="ValueName">The name of the values, such as "Orders".</param>
public sealed record HomeChart(string Title, string Finding, string ValueName)
{
    public IReadOnlyList<ChartPoint>? Columns { get; init; }

    /// <summary>Gets the name of the values of the previous period.</summary>
    public string? BeforeName { get; init; }

    /// <summary>Gets the text shown instead of columns that are all zero.</summary>
    public string? EmptyText { get; init; }

    public IReadOnlyList<HeatCell>? Cells { get; init; }

    /// <summary>Gets whether a value is not zero.</summary>
    [JsonIgnore]
    public bool HasData => Columns?.Any(point => point.Value != 0 || point.Before is not (null or 0)) == true
        || Cells?.Any(cell => cell.Value != 0) == true;

    /// <summary>Returns the label of a day, such as "3 Nov".</summary>
    public static string LabelOf(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);
}
