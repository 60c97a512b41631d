using System.Text.Json;
using System.Text.Json.Nodes;

namespace App.Platform.Operations;

/// <summary>Recognizes updates that change nothing: the states before and after differ at most in the update's time.</summary>
static class NoChange
{
    const string UpdatedAt = "updated_at";

    /// <summary>Returns true if the JSON of both states is the same apart from <c>updated_at</c>.</summary>
    public static bool IsOne(string before, string after) =>
        before == after || JsonNode.DeepEquals(WithoutTime(before), WithoutTime(after));

    /// <summary>Returns the result with the time of the last real change, because the new time is not saved.</summary>
    public static TResult Restore<TResult>(TResult result, string before)
    {
        if (JsonNode.Parse(before)![UpdatedAt] is not { } time)
            return result;
        var json = JsonSerializer.SerializeToNode(result, Json.Options)!;
        if (json[UpdatedAt] is null)
            return result;
        json[UpdatedAt] = time.DeepClone();
        return json.Deserialize<TResult>(Json.Options)!;
    }

    static JsonNode? WithoutTime(string state)
    {
        var json = JsonNode.Parse(state);
        (json as JsonObject)?.Remove(UpdatedAt);
        return json;
    }
}
