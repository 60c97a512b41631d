using System.Runtime.CompilerServices;

namespace App.Tests.HouseRules;

/// <summary>The repository's own files, as the house tests read them.</summary>
static class Sources
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>Path below the root → text, for the files of these endings below these folders.</summary>
    public static IEnumerable<(string Path, string Text)> Read(IEnumerable<string> folders, params string[] endings) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        where endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
        let path = Path.GetRelativePath(Root, file)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        orderby path
        select (path, File.ReadAllText(file));

    static string Here([CallerFilePath] string path = "") => path;
}
