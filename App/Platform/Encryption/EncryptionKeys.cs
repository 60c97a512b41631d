using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace App.Platform.Encryption;

/// <summary>Contains a 256-bit key and its name.</summary>
public sealed record FieldKey(string Id, byte[] Value);

/// <summary>
/// Provides the keys that encrypt secrets in the database: the current key encrypts, and older keys still decrypt. They come from
/// a folder with one file per key, or from the environment. If neither is set, which Production refuses, a folder in the data
/// folder is used.
/// </summary>
public sealed partial class EncryptionKeys(IConfiguration configuration, TimeProvider clock)
{
    public const string Setting = "Encryption:Key";
    public const string OldSetting = "Encryption:OldKeys";
    public const string FolderSetting = "Encryption:KeyFolder";

    const string Extension = ".key";
    const string DraftExtension = ".draft";
    const string FileFormat = $"A key file has a name that ends with {Extension} and contains 32 random bytes in base64.";

    readonly Lock reading = new();
    KeySet? cached;

    /// <summary>Contains the keys by name, and the time at which their folder had last changed when it was read.</summary>
    sealed record KeySet(FieldKey Current, IReadOnlyDictionary<string, FieldKey> All, DateTime? FolderChanged);

    /// <summary>Gets the folder that keys are added to; null if they come from the environment.</summary>
    public string? Folder
    {
        get
        {
            if (configuration[Setting] is { Length: > 0 })
                return null;
            return configuration[FolderSetting] is { Length: > 0 } folder ? folder : Path.Combine(DataFolder, "encryption");
        }
    }

    public FieldKey Current => Read().Current;

    /// <summary>Returns the key of that name, even if another instance has just added it; null if there is none.</summary>
    public FieldKey? Find(string id) => Read().All.GetValueOrDefault(id);

    /// <summary>
    /// Adds a new key to the folder and makes it the current one. The current key is the last by name, and names are times.
    /// </summary>
    public FieldKey Add()
    {
        var folder = Folder
            ?? throw new InvalidOperationException("The keys come from the environment and can only be changed there.");
        var id = NewId();
        var bytes = RandomNumberGenerator.GetBytes(32);
        var draft = Path.Combine(folder, id + DraftExtension);
        Write(draft, bytes);
        File.Move(draft, Path.Combine(folder, id + Extension)); // atomic, so no reader sees a partial file
        return new(id, bytes);
    }

    /// <summary>
    /// Parses a key in the format of the settings: a name, a colon and 32 bytes in base64. Returns null for anything else.
    /// </summary>
    public static FieldKey? Parse(string? text)
    {
        var match = KeyPattern().Match(text ?? "");
        return match.Success ? KeyOf(match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>Parses a list of keys separated by commas. Returns null if one of them is malformed.</summary>
    public static IReadOnlyList<FieldKey>? ParseAll(string? text)
    {
        var all = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse)
            .ToList();
        return all.Contains(null) ? null : [.. all.OfType<FieldKey>()];
    }

    /// <summary>
    /// Reads the keys of a folder in the order of their names. Returns null if there are none or if a file is not a valid key.
    /// </summary>
    public static IReadOnlyList<FieldKey>? ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        var keys = Directory.GetFiles(folder, "*" + Extension)
            .Order(StringComparer.Ordinal)
            .Select(file => KeyOf(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file).Trim()))
            .ToList();
        return keys.Count == 0 || keys.Contains(null) ? null : [.. keys.OfType<FieldKey>()];
    }

    /// <summary>Adds a message for each invalid setting.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        var key = configuration[Setting];
        var folder = configuration[FolderSetting];
        if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(folder))
            faults.Add(
                "Encryption__KeyFolder and Encryption__Key are missing. Set one of them: a folder with one file per key, "
                + "or a key in the form name:base64. The keys encrypt secrets in the database.");
        else if (!string.IsNullOrEmpty(key) && !string.IsNullOrEmpty(folder))
            faults.Add("Encryption__KeyFolder and Encryption__Key are both set: set only one of them.");
        else if (!string.IsNullOrEmpty(key) && Parse(key) is null)
            faults.Add("Encryption__Key is not a key: a name, a colon and 32 random bytes in base64.");
        else if (!string.IsNullOrEmpty(folder) && ReadFolder(folder) is null)
            faults.Add($"Encryption__KeyFolder contains no keys, or a file that is not a key. {FileFormat}");
        if (ParseAll(configuration[OldSetting]) is null)
            faults.Add("Encryption__OldKeys contains something that is not a key.");
    }

    static FieldKey? KeyOf(string name, string base64)
    {
        var bytes = new byte[32];
        if (!NamePattern().IsMatch(name) || !Convert.TryFromBase64String(base64, bytes, out var length) || length != bytes.Length)
            return null;
        return new(name, bytes);
    }

    string DataFolder => configuration["STOCKADE_DATA"] ?? throw new InvalidOperationException(
        "Encryption__Key and Encryption__KeyFolder are missing, and there is no data folder to store keys in.");

    string NewId() => clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture);

    KeySet Read()
    {
        lock (reading)
        {
            if (Folder is not { } folder)
                return cached ??= ReadEnvironment();
            if (cached is null && configuration[FolderSetting] is not { Length: > 0 })
                CreateFirstKey(folder);
            // read before the files, so a key that is added in between is read next time
            var changed = Directory.GetLastWriteTimeUtc(folder);
            if (cached is { } current && current.FolderChanged == changed)
                return current;
            var keys = ReadFolder(folder) ?? throw new InvalidOperationException(
                $"Encryption__KeyFolder ({folder}) contains no keys, or a file that is not a key. {FileFormat}");
            return cached = new(keys[^1], keys.ToDictionary(key => key.Id), changed);
        }
    }

    KeySet ReadEnvironment()
    {
        var current = Parse(configuration[Setting]) ?? throw new InvalidOperationException(
            "Encryption__Key is not a key: a name, a colon and 32 random bytes in base64.");
        var old = ParseAll(configuration[OldSetting]) ?? throw new InvalidOperationException(
            "Encryption__OldKeys contains something that is not a key.");
        return new(current, old.Append(current).DistinctBy(key => key.Id).ToDictionary(key => key.Id), null);
    }

    /// <summary>
    /// Creates the first key in Development. If two instances start concurrently, the first one creates it and the second one
    /// reads it. The folder is created under another name and renamed, because renaming onto a non-empty folder fails
    /// (rename(2)), while renaming onto a file would replace it.
    /// </summary>
    void CreateFirstKey(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var draft = Directory.CreateDirectory(Path.Combine(DataFolder, Path.GetRandomFileName())).FullName;
        Write(Path.Combine(draft, NewId() + Extension), RandomNumberGenerator.GetBytes(32));
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(draft, recursive: true); // another instance was faster, so its key is used
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
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[A-Za-z0-9-]{1,40}$")]
    private static partial Regex NamePattern();
}
