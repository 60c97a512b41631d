using System.Text.RegularExpressions;

namespace App.Platform.Files;

/// <summary>
/// Stores files in a folder of the machine, or of a volume that all instances mount. A file is written beside its place and then
/// moved there, which is atomic. Other users of the machine cannot read the files.
/// </summary>
public sealed partial class FolderStore(string folder) : IObjectStore
{
    const string DraftExtension = ".draft";
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    public static readonly Setting Setting = new("Files__Folder",
        "The folder for files that the app creates, such as exports. Instances that share a database need the same folder. " +
        "In a container, mount a volume there, or a restart loses the files.",
        "`stockade/files` in the folder for temporary files");

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
        CreateFolders(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Path.GetRandomFileName()}{DraftExtension}";
        try
        {
            long size;
            await using (var file = CreateFile(draft))
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

    /// <summary>
    /// Creates the root, and below it one folder after the other, because the mode applies to the last one only.
    /// </summary>
    void CreateFolders(string path)
    {
        if (path != root && Path.GetDirectoryName(path) is { } parent && parent.Length >= root.Length)
            CreateFolders(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    string PathOf(string name) => NamePattern().IsMatch(name)
        ? Path.Combine(root, name)
        : throw new ArgumentException($"'{name}' is not the name of a file.", nameof(name));

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\z")]
    private static partial Regex NamePattern();
}
