using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace App.Platform.Database;

/// <summary>Writes the sort key of a row into a cursor, and reads it.</summary>
static class CursorKey
{
    public static string Write(object? key) => key switch
    {
        null => "",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => key.ToString() ?? "",
    };

    public static bool TryRead<TKey>(string text, [MaybeNullWhen(false)] out TKey key) where TKey : IParsable<TKey>
    {
        if (!TKey.TryParse(text, CultureInfo.InvariantCulture, out key))
            return false;
        if (key is DateTimeOffset time)
            key = (TKey)(object)time.ToUniversalTime(); // PostgreSQL's driver takes no other offset
        return true;
    }
}
