using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using App.Platform;

namespace App.Accounts;

/// <summary>
/// By what a device is known again: a browser by the token in its cookie, a program by what it calls itself and the network that it comes
/// from. Kept is a hash bound to one account or shopper, so that two of them who share a browser cannot be told from the database.
/// </summary>
/// <param name="Hash">SHA-256.</param>
/// <param name="Token">For the browser's cookie, new or as it was; null for a program.</param>
public sealed record DeviceMark(byte[] Hash, string? Token)
{
    /// <param name="owner">The account or shopper that signs in.</param>
    /// <param name="caller">From where.</param>
    public static DeviceMark Of(Guid owner, Caller caller)
    {
        if (caller.Browser is not { } browser)
            return new(HashOf($"{owner:N}|program|{caller.UserAgent}|{NetworkOf(caller.Address)}"), null);
        var token = browser.Token is { Length: Platform.Token.Length } shown ? shown : Platform.Token.New();
        return new(HashOf($"{owner:N}|browser|{token}"), token);
    }

    /// <summary>The first 24 bits of an IPv4 address, 48 of an IPv6 one: a household, an office, a rack.</summary>
    static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6));
    }

    static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
