using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace App.Platform;

/// <summary>A key of 256 bits and its name.</summary>
public sealed record FieldKey(string Id, byte[] Value);

/// <summary>
/// The keys that seal what a copy of the database must not tell: one that seals, and older ones that still open. They come from a folder
/// that holds one file a key, or from the environment; where neither is set, which Production refuses, the data folder holds such a folder.
/// </summary>
public sealed partial class FieldKeys(IConfiguration configuration, TimeProvider clock)
{
    public const string Setting = "Encryption:Key", OldSetting = "Encryption:OldKeys", FolderSetting = "Encryption:KeyFolder";

    const string Extension = ".key", Draft = ".draft";

    readonly Lock reading = new();
    Ring? ring;

    /// <summary>Keys by name, and when their folder had last changed as they were read.</summary>
    sealed record Ring(FieldKey Current, IReadOnlyDictionary<string, FieldKey> All, DateTime? Changed);

    /// <summary>The folder that keys are added to; null when they come from the environment.</summary>
    public string? Folder => configuration[Setting] is { Length: > 0 } ? null : configuration[FolderSetting] is { Length: > 0 } folder ? folder : Path.Combine(DataFolder, "encryption");

    public FieldKey Current => Read().Current;

    /// <summary>The key of that name. One that another instance has added since is found too.</summary>
    public FieldKey? Find(string id) => Read().All.GetValueOrDefault(id);

    /// <summary>A new key in the folder, which seals from now on: the last by name does, and names are moments.</summary>
    public FieldKey Add()
    {
        var folder = Folder ?? throw new InvalidOperationException("Keys from the environment are changed there.");
        var (id, bytes) = (Name(), RandomNumberGenerator.GetBytes(32));
        var draft = Path.Combine(folder, id + Draft);
        Write(draft, bytes);
        File.Move(draft, Path.Combine(folder, id + Extension)); // whole, or not there
        return new(id, bytes);
    }

    /// <summary>A key as the settings spell it: a name, a colon, 32 bytes in base64. Null for anything else.</summary>
    public static FieldKey? Parse(string? text)
    {
        var match = Spelling().Match(text ?? "");
        return match.Success ? KeyOf(match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>The older keys; null when one of them is spelled wrong.</summary>
    public static IReadOnlyList<FieldKey>? ParseAll(string? text)
    {
        var all = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        return all.Contains(null) ? null : [.. all.OfType<FieldKey>()];
    }

    /// <summary>The keys of a folder in the order of their names; null when there are none, or a file is none.</summary>
    public static IReadOnlyList<FieldKey>? ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        var keys = Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(file => KeyOf(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file).Trim())).ToList();
        return keys.Count == 0 || keys.Contains(null) ? null : [.. keys.OfType<FieldKey>()];
    }

    /// <summary>Adds what is wrong with the settings, a sentence each.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        var (key, folder) = (configuration[Setting], configuration[FolderSetting]);
        if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(folder))
            faults.Add("Encryption__KeyFolder and Encryption__Key are missing: a folder with a file for each key, or a key, which seal the secrets in the database.");
        else if (!string.IsNullOrEmpty(key) && !string.IsNullOrEmpty(folder))
            faults.Add("Encryption__KeyFolder and Encryption__Key are both set: keys come from one place.");
        else if (!string.IsNullOrEmpty(key) && Parse(key) is null)
            faults.Add("Encryption__Key is not a key: a name, a colon, and 32 random bytes in base64.");
        else if (!string.IsNullOrEmpty(folder) && ReadFolder(folder) is null)
            faults.Add($"Encryption__KeyFolder holds no key, or a file in it is none: 32 random bytes in base64, in a file whose name ends with {Extension}.");
        if (ParseAll(configuration[OldSetting]) is null)
            faults.Add("Encryption__OldKeys holds something that is not a key.");
    }

    static FieldKey? KeyOf(string name, string base64)
    {
        var bytes = new byte[32];
        return NamePattern().IsMatch(name) && Convert.TryFromBase64String(base64, bytes, out var length) && length == bytes.Length ? new(name, bytes) : null;
    }

    string DataFolder => configuration["STOCKADE_DATA"] ?? throw new InvalidOperationException("Encryption__Key and Encryption__KeyFolder are missing, and there is no data folder to keep keys in.");

    string Name() => clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture);

    Ring Read()
    {
        lock (reading)
        {
            if (Folder is not { } folder)
                return ring ??= OfEnvironment();
            if (ring is null && configuration[FolderSetting] is not { Length: > 0 })
                Begin(folder);
            var changed = Directory.GetLastWriteTimeUtc(folder); // before reading: a key that comes in between is read next time
            if (ring?.Changed != changed)
                ring = ReadFolder(folder) is { } keys ? new(keys[^1], keys.ToDictionary(key => key.Id), changed)
                    : throw new InvalidOperationException($"Encryption__KeyFolder ({folder}) holds no key, or a file in it is none: 32 bytes in base64, in a file that ends with {Extension}.");
            return ring;
        }
    }

    Ring OfEnvironment()
    {
        var current = Parse(configuration[Setting]) ?? throw new InvalidOperationException("Encryption__Key is not a key: a name, a colon, and 32 bytes in base64.");
        var old = ParseAll(configuration[OldSetting]) ?? throw new InvalidOperationException("Encryption__OldKeys holds something that is not a key.");
        return new(current, old.Append(current).DistinctBy(key => key.Id).ToDictionary(key => key.Id), null);
    }

    /// <summary>
    /// Development's own first key. Whoever comes first makes it; a second instance on the same folder reads it. It moves into its place
    /// within its folder, because a rename onto a folder that holds something is refused (rename(2)), while one onto a file replaces it.
    /// </summary>
    void Begin(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var draft = Directory.CreateDirectory(Path.Combine(DataFolder, Path.GetRandomFileName())).FullName;
        Write(Path.Combine(draft, Name() + Extension), RandomNumberGenerator.GetBytes(32));
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(draft, recursive: true); // another instance was quicker: its key counts
        }
    }

    static void Write(string file, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        stream.Flush(flushToDisk: true);
    }

    [GeneratedRegex("^([A-Za-z0-9-]{1,40}):([A-Za-z0-9+/]{43}=)$")]
    private static partial Regex Spelling();

    [GeneratedRegex("^[A-Za-z0-9-]{1,40}$")]
    private static partial Regex NamePattern();
}
