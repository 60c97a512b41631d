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

    /// <summary>
    /// Drops everything that the update would write and raise. Returns its result with the time of the last real change, because
    /// the new time is not saved.
    /// </summary>
    public static TResult Discard<TResult>(OperationContext context, TResult result)
    {
        var before = context.Noted!.Before!;
        context.Discard();
        if ((JsonNode.Parse(before) as JsonObject)?[UpdatedAt] is not { } time)
            return result;
        if (JsonSerializer.SerializeToNode(result, Json.Options) is not JsonObject json || json[UpdatedAt] is null)
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
