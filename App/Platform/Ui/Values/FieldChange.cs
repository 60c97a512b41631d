using System.Globalization;
using System.Text.Json;

namespace App.Platform.Ui;

/// <summary>Describes the change of one JSON member. Null means that the member was absent or null.</summary>
public sealed record FieldChange(string Field, string? Before, string? After)
{
    /// <summary>
    /// Returns the members that differ between two JSON objects, in the order of the later one, with removed members last.
    /// </summary>
    public static IReadOnlyList<FieldChange> Between(JsonElement? before, JsonElement? after)
    {
        var earlier = Flatten(before);
        var later = Flatten(after);
        return
        [
            .. later.Where(member => earlier.GetValueOrDefault(member.Key) != member.Value)
                .Select(member => new FieldChange(member.Key, earlier.GetValueOrDefault(member.Key), member.Value)),
            .. earlier.Where(member => !later.ContainsKey(member.Key))
                .Select(member => new FieldChange(member.Key, member.Value, null)),
        ];
    }

    /// <summary>Returns the value of a member that holds a time, such as <c>expires_at</c>; null for other values.</summary>
    public static DateTimeOffset? TimeIn(string field, string value) =>
        field.EndsWith("_at", StringComparison.Ordinal)
        && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    static Dictionary<string, string> Flatten(JsonElement? json)
    {
        var members = new Dictionary<string, string>();
        if (json is { } element)
            Add(members, "", element);
        return members;
    }

    static void Add(Dictionary<string, string> members, string path, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    Add(members, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in json.EnumerateArray())
                    Add(members, $"{path}[{at++}]", item);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                members[path] = json.ToString();
                break;
        }
    }
}
