namespace App.Platform;

/// <summary>
/// Where to go after signing in, as a query string or form asked for it. Only an address on this very site counts: what a browser could
/// read as another host (<c>//</c>, <c>/\</c>, control characters that it drops) does not.
/// </summary>
public static class LocalAddress
{
    public static string Or(string? wanted, string otherwise) => IsLocal(wanted) ? wanted! : otherwise;

    public static bool IsLocal(string? address) =>
        address is { Length: > 0 and <= 2000 } && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Contains('\\', StringComparison.Ordinal)
        && address.All(c => c is > ' ' and < '\x7f');
}
