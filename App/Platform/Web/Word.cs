using System.Diagnostics.CodeAnalysis;

namespace App.Platform;

/// <summary>A fixed word in a query string, spelled as in JSON: <c>status=partially_fulfilled</c>.</summary>
public readonly record struct Word<T>(T Value) : IParsable<Word<T>> where T : struct, Enum
{
    static readonly Dictionary<string, T> Words = Enum.GetValues<T>().ToDictionary(value => SnakeCase.From(value.ToString()), StringComparer.Ordinal);

    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"Not one of {string.Join(", ", Words.Keys)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        var known = Words.TryGetValue(s ?? "", out var value);
        result = new(value);
        return known;
    }
}
