using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace App.Platform.Ui;

/// <summary>The state of an index page lives in its address, so that back, refresh and sharing work.</summary>
public static class UrlQuery
{
    /// <summary>Where a list stands; any other change of the query starts it from the front.</summary>
    internal const string Cursor = "cursor";

    /// <summary>This address with one member of the query changed (null or empty removes it) and the list at its front.</summary>
    public static string WithQuery(this NavigationManager navigation, string name, string? value) =>
        navigation.WithQuery([(name, value), (Cursor, null)]);

    /// <summary>This address without any filter.</summary>
    public static string WithoutQuery(this NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath;

    public static string? ReadQuery(this NavigationManager navigation, string name) =>
        navigation.ReadQuery().FirstOrDefault(member => member.Key == name).Value;

    internal static IEnumerable<KeyValuePair<string, string>> ReadQuery(this NavigationManager navigation) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query)
            .SelectMany(member => member.Value.OfType<string>().Select(value => KeyValuePair.Create(member.Key, value)));

    internal static string WithQuery(this NavigationManager navigation, IReadOnlyList<(string Name, string? Value)> changes)
    {
        var members = navigation.ReadQuery().Where(member => changes.All(change => change.Name != member.Key))
            .Concat(changes.Where(change => !string.IsNullOrEmpty(change.Value)).Select(change => KeyValuePair.Create(change.Name, change.Value!)));
        return new Uri(navigation.Uri).AbsolutePath + QueryString.Create(members!).Value;
    }
}
