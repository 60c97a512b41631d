using System.Net;
using MaxMind.Db;

namespace App.Platform;

/// <summary>
/// A guess where an address is, out of a file in MaxMind's format that the operator has put there. It tells people which of their sessions is which, and
/// decides nothing. The file's own licence says whether its source has to be named.
/// </summary>
public sealed class Places(IConfiguration configuration) : IDisposable
{
    public const string Setting = "Places:File";

    readonly Reader? file = configuration[Setting] is { Length: > 0 } path ? new(path) : null;

    /// <summary>Adds what is wrong with the settings.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        if (configuration[Setting] is not { Length: > 0 } path)
            return;
        try
        {
            using var file = new Reader(path);
            file.Find<PlaceRecord>(IPAddress.Loopback); // opening reads the end of the file only, a look-up its beginning too
        }
        catch (Exception failure) when (failure is
            InvalidDatabaseException or DeserializationException or IOException or UnauthorizedAccessException)
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
            var found = file.Find<PlaceRecord>(parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed);
            string?[] names = [found?.City, found?.Country];
            return string.Join(", ", names.OfType<string>()) is { Length: > 0 } place ? place : null;
        }
        catch (Exception failure) when (failure is InvalidDatabaseException or DeserializationException)
        {
            return null; // a broken file costs the guess, not the page
        }
    }

    /// <summary>The address with the guess beside it, for a mail or a page: <c>203.0.113.5 (Hamburg, Germany)</c>.</summary>
    public string? Describe(string? address) => Of(address) is { } place ? $"{address} ({place})" : address;

    public void Dispose() => file?.Dispose();
}
