using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace App.Platform;

/// <summary>A key of 256 bits and its name.</summary>
public sealed record FieldKey(string Id, byte[] Value);

/// <summary>
/// The keys that seal fields: one that seals, and older ones that still open. They come from the settings, apart from Data Protection's
/// ring; where none is set, which Production refuses, one is made and kept in the data folder.
/// </summary>
public sealed partial class FieldKeys
{
    public const string Setting = "Encryption:Key", OldSetting = "Encryption:OldKeys";

    readonly Lazy<(FieldKey Current, Dictionary<string, FieldKey> All)> keys;

    public FieldKeys(IConfiguration configuration) => keys = new(() => Read(configuration));

    public FieldKey Current => keys.Value.Current;

    public FieldKey? Find(string id) => keys.Value.All.GetValueOrDefault(id);

    /// <summary>A key as the settings spell it: a name, a colon, 32 bytes in base64. Null for anything else.</summary>
    public static FieldKey? Parse(string? text)
    {
        var match = Spelling().Match(text ?? "");
        var bytes = new byte[32];
        return match.Success && Convert.TryFromBase64String(match.Groups[2].Value, bytes, out var length) && length == 32 ? new(match.Groups[1].Value, bytes) : null;
    }

    /// <summary>The older keys; null when one of them is spelled wrong.</summary>
    public static IReadOnlyList<FieldKey>? ParseAll(string? text)
    {
        var all = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        return all.Contains(null) ? null : [.. all.OfType<FieldKey>()];
    }

    static (FieldKey, Dictionary<string, FieldKey>) Read(IConfiguration configuration)
    {
        var current = Parse(configuration[Setting] ?? OwnIn(configuration["STOCKADE_DATA"]))
            ?? throw new InvalidOperationException("Encryption__Key is not a key: a name, a colon, and 32 bytes in base64.");
        var old = ParseAll(configuration[OldSetting]) ?? throw new InvalidOperationException("Encryption__OldKeys holds something that is not a key.");
        return (current, old.Append(current).DistinctBy(key => key.Id).ToDictionary(key => key.Id));
    }

    /// <summary>
    /// Development's own key. Whoever comes first makes it; a second instance on the same folder reads it. The key moves into its place
    /// within a folder, because a rename onto a folder that holds something is refused (rename(2)), while one onto a file replaces it.
    /// </summary>
    static string OwnIn(string? data)
    {
        if (data is null)
            throw new InvalidOperationException("Encryption__Key is missing, and there is no data folder to keep one in.");
        var (folder, name) = (Path.Combine(data, "encryption"), "own.key");
        if (!Directory.Exists(folder))
        {
            var draft = Directory.CreateDirectory(Path.Combine(data, Path.GetRandomFileName())).FullName;
            var file = Path.Combine(draft, name);
            File.WriteAllText(file, $"own:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try
            {
                Directory.Move(draft, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                Directory.Delete(draft, recursive: true); // another instance was quicker: its key counts
            }
        }
        return File.ReadAllText(Path.Combine(folder, name)).Trim();
    }

    [GeneratedRegex("^([A-Za-z0-9-]{1,40}):([A-Za-z0-9+/]{43}=)$")]
    private static partial Regex Spelling();
}
