namespace App.Platform.Ui;

/// <summary>
/// Finds the SVG paths of an icon. The build generates the paths from the names in build/icons.txt. In a build without npm every
/// icon is empty.
/// </summary>
internal static partial class IconDrawings
{
    internal static IReadOnlyList<string> Find(string name) => Paths.TryGetValue(name, out var paths) ? paths : [];

    internal static bool Has(string name) => Paths.ContainsKey(name);
}
