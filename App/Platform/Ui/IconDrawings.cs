namespace App.Platform.Ui;

/// <summary>The drawings themselves are generated at build time from build/icons.txt; without npm there are none.</summary>
internal static partial class IconDrawings
{
    internal static IReadOnlyList<string> Find(string name) => Paths.TryGetValue(name, out var paths) ? paths : [];

    internal static bool Has(string name) => Paths.ContainsKey(name);
}
