namespace App.Platform.Files;

/// <summary>
/// Stores files outside of the database. A file has a name such as <c>exports/org/exp/part-1</c>; the caller decides who may read
/// it. Instances that share a database share one store.
/// </summary>
public interface IObjectStore
{
    /// <summary>Writes a file, or replaces it. Readers see the old file or the new one, never a part of it.</summary>
    /// <param name="name">Letters, digits, hyphens and dots, with slashes between the parts.</param>
    /// <param name="write">Writes the content. The stream can be read and sought, which some formats need.</param>
    /// <param name="ct">Cancels the write, which leaves what was there before.</param>
    /// <returns>The size in bytes.</returns>
    Task<long> WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct);

    /// <summary>Opens a file for reading from its beginning; null if there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    /// <summary>Deletes every file whose name begins with these parts.</summary>
    /// <param name="folder">The first parts of the names, without a slash at the end.</param>
    /// <param name="ct">Cancels the call.</param>
    Task DeleteFolderAsync(string folder, CancellationToken ct);
}
