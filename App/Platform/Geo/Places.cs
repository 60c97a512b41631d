using System.Net;
using MaxMind.Db;

namespace App.Platform.Geo;

/// <summary>
/// Estimates the place of an IP address from a file in MaxMind's format that a platform administrator provides. It helps people
/// to recognize their sessions and affects no decision. The license of the file says whether its source must be credited.
/// </summary>
public sealed class Places(IConfiguration configuration) : IDisposable
{
    public const string Setting = "Places:File";

    readonly Reader? file = configuration[Setting] is { Length: > 0 } path ? new(path) : null;

    /// <summary>Adds a message for each invalid setting.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        if (configuration[Setting] is not { Length: > 0 } path)
            return;
        try
        {
            using var file = new Reader(path);
            file.Find<PlaceRecord>(IPAddress.Loopback); // opening reads only the end of the file, a lookup also its beginning
        }
        catch (Exception failure) when (failure is
            InvalidDatabaseException or DeserializationException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"Places__File cannot be read as a MaxMind DB file: {failure.Message}");
        }
    }

    /// <summary>
    /// Returns the known city and country in English, such as <c>Hamburg, Germany</c>. Returns null without a file and for an
    /// unknown address.
    /// </summary>
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
            return null; // a damaged file must not break the page
        }
    }

    /// <summary>Returns the address with its place, for an email or a page: <c>203.0.113.5 (Hamburg, Germany)</c>.</summary>
    public string? Describe(string? address) => Of(address) is { } place ? $"{address} ({place})" : address;

    public void Dispose() => file?.Dispose();
}
