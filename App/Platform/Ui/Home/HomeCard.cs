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
    Task<Result<HomeCardContent>> LoadAsync(HomePeriod period, CancellationToken ct);
}

/// <summary>Holds the content of a card. It is stored in the prerendered page, so it consists of plain values.</summary>
/// <param name="Tasks">The open tasks; null if the feature has none to show.</param>
/// <param name="Chart">A chart; null if the feature has none.</param>
public sealed record HomeCardContent(HomeTasks? Tasks = null, HomeChart? Chart = null)
{
    /// <summary>Gets figures of the chosen period.</summary>
    public HomeFigures? Figures { get; init; }

    /// <summary>Gets what was done last, newest first.</summary>
    public IReadOnlyList<HomeActivity> Activity { get; init; } = [];

    /// <summary>Gets whether there is a task or a value to show.</summary>
    [JsonIgnore]
    public bool HasData => Tasks is { Count: > 0 } || Figures is not null || Chart is { HasData: true };
}
