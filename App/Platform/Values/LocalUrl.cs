namespace App.Platform.Values;

/// <summary>
/// Checks a return URL from a query string or form. Only a path on this site is accepted: anything that a browser could read as
/// another host (<c>//</c>, <c>/\</c>, control characters that it drops) is not.
/// </summary>
public static class LocalUrl
{
    public static string Or(string? wanted, string otherwise) => IsLocal(wanted) ? wanted! : otherwise;

    public static bool IsLocal(string? address) =>
        address is { Length: > 0 and <= 2000 } && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Contains('\\', StringComparison.Ordinal)
        && address.All(c => c is > ' ' and < '\x7f');
}
