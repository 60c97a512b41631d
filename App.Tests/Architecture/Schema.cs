using System.Text.Json;
using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>Validates a value against the parts of JSON Schema 2020-12 that the OpenAPI document uses.</summary>
static class Schema
{
    /// <summary>The differences between a value and its schema, each with its path; empty if it is valid.</summary>
    public static IEnumerable<string> Faults(JsonElement document, JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = Resolve(document, reference.GetString()!);
        foreach (var word in new[] { "oneOf", "anyOf" })
            if (schema.TryGetProperty(word, out var choices)
                && !choices.EnumerateArray().Any(choice => !Faults(document, choice, value, at).Any()))
                yield return $"{at} is none of {word}";
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(KindOf(value))
            && !(KindOf(value) == "integer" && Types(type).Contains("number")))
        {
            yield return $"{at} is {KindOf(value)}, not {type}";
            yield break;
        }
        if (schema.TryGetProperty("enum", out var words) && value.ValueKind == JsonValueKind.String
            && !words.EnumerateArray().Any(
                word => word.ValueKind == JsonValueKind.String && word.GetString() == value.GetString()))
            yield return $"{at} is '{value}', not one of {words}";
        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            yield return $"{at} is '{value}', which does not match {pattern}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var fault in value.EnumerateArray().SelectMany((item, i) => Faults(document, items, item, $"{at}[{i}]")))
                yield return fault;
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var fault in MemberFaults(document, schema, value, at))
                yield return fault;
    }

    static IEnumerable<string> MemberFaults(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties);
        foreach (var needed in schema.TryGetProperty("required", out var required) ? required.EnumerateArray() : [])
            if (!value.TryGetProperty(needed.GetString()!, out _))
                yield return $"{at}.{needed} is missing";
        foreach (var member in value.EnumerateObject())
            if (known && properties.TryGetProperty(member.Name, out var inner))
            {
                foreach (var fault in Faults(document, inner, member.Value, $"{at}.{member.Name}"))
                    yield return fault;
            }
            else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False)
                yield return $"{at}.{member.Name} is not in the document";
    }

    public static JsonElement Resolve(JsonElement document, string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (place, step) => place.GetProperty(step));

    static string[] Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.GetRawText().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
