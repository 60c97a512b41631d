using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace App.Platform.Ui;

/// <summary>
/// Reads and changes the query of the URL, which holds the state of an index page. So back, reload and sharing work.
/// </summary>
public static class UrlQuery
{
    /// <summary>
    /// Names the parameter with the position in a list. Any other change of the query goes back to the first page.
    /// </summary>
    internal const string Cursor = "cursor";

    /// <summary>Names the parameter with the order of a list.</summary>
    internal const string Sort = "sort";

    /// <summary>Names the parameter with the columns that are not shown, separated by commas.</summary>
    internal const string HiddenColumns = "hide";

    /// <summary>Names the parameter with the ID of the saved view that the URL began with, or "none".</summary>
    public const string View = "view";

    /// <summary>
    /// Returns the current URL on the first page of the list, with one parameter changed. Null or empty removes the parameter.
    /// </summary>
    public static string WithQuery(this NavigationManager navigation, string name, string? value) =>
        navigation.WithQuery([(name, value), (Cursor, null)]);

    /// <summary>Returns the current URL without its query, and so without filters.</summary>
    public static string WithoutQuery(this NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath;

    public static string? ReadQuery(this NavigationManager navigation, string name) =>
        navigation.ReadQuery().FirstOrDefault(member => member.Key == name).Value;

    public static IEnumerable<KeyValuePair<string, string>> ReadQuery(this NavigationManager navigation) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query)
            .SelectMany(member => member.Value.OfType<string>().Select(value => KeyValuePair.Create(member.Key, value)));

    public static string WithQuery(this NavigationManager navigation, IReadOnlyList<(string Name, string? Value)> changes)
    {
        var kept = navigation.ReadQuery().Where(member => changes.All(change => change.Name != member.Key));
        var added = changes.Where(change => !string.IsNullOrEmpty(change.Value))
            .Select(change => KeyValuePair.Create(change.Name, change.Value!));
        return new Uri(navigation.Uri).AbsolutePath + QueryString.Create(kept.Concat(added)!).Value;
    }
}
