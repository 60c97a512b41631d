namespace App.Tests.Architecture;

/// <summary>
/// A file under <c>contract/</c> that contains the approved state. With STOCKADE_APPROVE=1 the current state is approved.
/// </summary>
static class Snapshot
{
    static readonly string Folder = Path.Combine(Sources.Root, "App.Tests", "Architecture", "contract");

    static bool Approves => Environment.GetEnvironmentVariable("STOCKADE_APPROVE") == "1";

    /// <param name="file">The path of the file below <c>contract/</c>.</param>
    public static void Compare(string file, string current)
    {
        var path = Path.Combine(Folder, file);
        if (Approves)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, current);
        }
        Check(path, current);
    }

    public static void Check(string path, string current)
    {
        Assert.True(File.Exists(path), $"{path} is missing. Create it with STOCKADE_APPROVE=1.");
        Assert.Equal(File.ReadAllText(path), current);
    }

    /// <summary>
    /// Fails if the folder contains another file, which nothing compares any more. Approving deletes it.
    /// </summary>
    public static void CompareNames(string folder, IEnumerable<string> expected)
    {
        var others = Others(Directory.GetFiles(Path.Combine(Folder, folder)), expected);
        if (Approves)
            others.ForEach(File.Delete);
        else
            Assert.True(others.Count == 0, $"No longer used: {string.Join(", ", others)}. Delete with STOCKADE_APPROVE=1.");
    }

    public static List<string> Others(IEnumerable<string> paths, IEnumerable<string> expected) =>
        [.. paths.ExceptBy(expected, path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
