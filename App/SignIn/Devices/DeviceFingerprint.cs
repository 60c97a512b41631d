using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace App.SignIn;

/// <summary>
/// Identifies a device that has signed in before: a browser by the token in its cookie, a program by its user agent and
/// network. The hash is bound to one account or shopper, so the database does not reveal which of them share a browser.
/// </summary>
/// <param name="Hash">The SHA-256 hash that is stored.</param>
/// <param name="Token">The token for the browser's cookie, new or unchanged; null for a program.</param>
public sealed record DeviceFingerprint(byte[] Hash, string? Token)
{
    /// <param name="owner">The account or shopper that signs in.</param>
    public static DeviceFingerprint Of(Guid owner, Caller caller)
    {
        if (caller.Browser is not { } browser)
            return new(HashOf($"{owner:N}|program|{caller.UserAgent}|{NetworkOf(caller.Address)}"), null);
        var token = browser.Token is { Length: Platform.Tokens.Token.Length } shown ? shown : Platform.Tokens.Token.New();
        return new(HashOf($"{owner:N}|browser|{token}"), token);
    }

    /// <summary>
    /// Returns the first 24 bits of an IPv4 address, or the first 48 bits of an IPv6 address: roughly a household, an office or
    /// a rack.
    /// </summary>
    static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var length = plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        return Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, length));
    }

    static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
