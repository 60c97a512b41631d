using System.Diagnostics.CodeAnalysis;

namespace App.Platform.Http;

/// <summary>
/// Represents an enum value in a query string, written in snake_case as in JSON: <c>status=partially_fulfilled</c>.
/// </summary>
public readonly record struct EnumQuery<T>(T Value) : IParsable<EnumQuery<T>> where T : struct, Enum
{
    public static EnumQuery<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var value)
            ? value
            : throw new FormatException($"The value must be one of {string.Join(", ", EnumNames<T>.ByName.Keys)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EnumQuery<T> result)
    {
        var known = EnumNames<T>.ByName.TryGetValue(s ?? "", out var value);
        result = new(value);
        return known;
    }
}
