using System.Text.Json;

namespace App.Platform.Values;

/// <summary>Names the values of an enum as programs write them, in snake_case: in JSON and in query strings.</summary>
static class EnumNames<T> where T : struct, Enum
{
    public static readonly IReadOnlyDictionary<string, T> ByName = Enum.GetValues<T>().ToDictionary(
        value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<T, string> Names = ByName.ToDictionary(entry => entry.Value, entry => entry.Key);
}
