using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace App.Tests.Architecture;

/// <summary>The repository's files, for tests that check the sources.</summary>
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

    /// <summary>Path below the root → text, for every file that git knows.</summary>
    public static IEnumerable<(string Path, string Text)> All() =>
        from path in Paths()
        select (path, File.ReadAllText(Path.Combine(Root, path)));

    /// <summary>Paths below the root of every file that git knows.</summary>
    public static IEnumerable<string> Paths()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"]) { RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return paths.Where(path => File.Exists(Path.Combine(Root, path)));
    }

    static string Here([CallerFilePath] string path = "") => path;
}
