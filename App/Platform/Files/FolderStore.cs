using System.Text.RegularExpressions;

namespace App.Platform.Files;

/// <summary>
/// Stores files in a folder of the machine, or of a volume that all instances mount. A file is written beside its place and then
/// moved there, which is atomic.
/// </summary>
public sealed partial class FolderStore(string root) : IObjectStore
{
    const string DraftExtension = ".draft";

    public static readonly Setting Setting = new("Files__Folder",
        "The folder for files that the app creates, such as exports. Instances that share a database need the same folder.",
        "`files` in the folder for temporary files");

    /// <summary>Creates the store in the folder of the settings.</summary>
    public static FolderStore From(IConfiguration configuration)
    {
        if (configuration["Files:Folder"] is { Length: > 0 } folder)
            return new(folder);
        return new(configuration["STOCKADE_DATA"] is { Length: > 0 } data
            ? Path.Combine(data, "files")
            : Path.Combine(Path.GetTempPath(), "stockade", "files"));
    }

    public async Task<long> WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Path.GetRandomFileName()}{DraftExtension}";
        try
        {
            long size;
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                await write(file);
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true); // what was reported as stored survives a power failure
                size = file.Length;
            }
            File.Move(draft, path, overwrite: true);
            return size;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteFolderAsync(string folder, CancellationToken ct)
    {
        var path = PathOf(folder);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return Task.CompletedTask;
    }

    string PathOf(string name) => NamePattern().IsMatch(name)
        ? Path.Combine(root, name)
        : throw new ArgumentException($"'{name}' is not the name of a file.", nameof(name));

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\z")]
    private static partial Regex NamePattern();
}
