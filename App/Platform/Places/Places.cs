using System.Net;

namespace App.Platform;

/// <summary>
/// A guess where an address is, out of a file in MaxMind's format that the operator has put there. It tells people which of their sessions is which, and
/// decides nothing. The file's own licence says whether its source has to be named.
/// </summary>
public sealed class Places(IConfiguration configuration) : IDisposable
{
    public const string Setting = "Places:File";

    readonly MaxMindFile? file = configuration[Setting] is { Length: > 0 } path ? MaxMindFile.Open(path) : null;

    /// <summary>Adds what is wrong with the settings.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        if (configuration[Setting] is not { Length: > 0 } path)
            return;
        try
        {
            MaxMindFile.Open(path).Dispose();
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            faults.Add($"Places__File cannot be read as a MaxMind DB file: {failure.Message}");
        }
    }

    /// <summary>City and country in English, as far as the file knows them: <c>Hamburg, Germany</c>. Null without a file, and for an address that it does not know.</summary>
    public string? Of(string? address)
    {
        if (file is null || !IPAddress.TryParse(address, out var parsed))
            return null;
        try
        {
            var found = file.Find(parsed);
            string?[] names = [NameOf(found, "city"), NameOf(found, "country") ?? NameOf(found, "registered_country")];
            return string.Join(", ", names.OfType<string>()) is { Length: > 0 } place ? place : null;
        }
        catch (InvalidDataException)
        {
            return null; // a broken file costs the guess, not the page
        }
    }

    /// <summary>The address with the guess beside it, for a mail or a page: <c>203.0.113.5 (Hamburg, Germany)</c>.</summary>
    public string? Describe(string? address) => Of(address) is { } place ? $"{address} ({place})" : address;

    static string? NameOf(object? found, string what) => In(In(In(found, what), "names"), "en") as string;

    static object? In(object? map, string key) => (map as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(key);

    public void Dispose() => file?.Dispose();
}
