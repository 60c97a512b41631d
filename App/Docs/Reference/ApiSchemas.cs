using System.Text.Json.Nodes;

namespace App.Docs.Reference;

/// <summary>Describes the schemas of the OpenAPI document in words.</summary>
sealed class ApiSchemas(JsonObject root)
{
    /// <summary>Objects within objects are shown down to this depth. The types of the API have no more levels.</summary>
    const int Deepest = 4;

    /// <summary>Returns the object itself, or the component that it refers to.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var found = node.AsObject();
        if (found["$ref"]?.GetValue<string>() is not { } reference)
            return found;
        return reference.Split('/').Skip(1)
            .Aggregate((JsonNode)root, (place, name) => place[name]!).AsObject();
    }

    public ApiField ParameterOf(JsonObject parameter)
    {
        var schema = Resolve(parameter["schema"]!);
        return new(
            Text(parameter, "name"), TypeOf(schema), parameter["required"]?.GetValue<bool>() == true,
            Text(parameter, "description"), schema["examples"]?[0]?.GetValue<string>() ?? "", ValuesOf(schema), []);
    }

    /// <summary>Returns the members of an object, or of the objects of an array.</summary>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="isRequest">Whether to tell which members must be sent. A response always has them.</param>
    public IReadOnlyList<ApiField> MembersOf(JsonNode schema, bool isRequest) => MembersOf(schema, isRequest, 0);

    List<ApiField> MembersOf(JsonNode node, bool isRequest, int depth)
    {
        var schema = Inner(node);
        if (schema["items"] is { } items)
            schema = Inner(items);
        if (depth > Deepest || schema["properties"] is not JsonObject properties)
            return [];
        var required = (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        return
        [
            .. properties.Select(property => new ApiField(
                property.Key, TypeOf(property.Value!), isRequest && required.Contains(property.Key),
                DescriptionOf(property.Value!), "", ValuesOf(Inner(property.Value!)),
                MembersOf(property.Value!, isRequest, depth + 1))),
        ];
    }

    /// <summary>Resolves a reference, and returns the other schema of one that may also be null.</summary>
    JsonObject Inner(JsonNode node)
    {
        var schema = Resolve(node);
        return schema["oneOf"] is JsonArray choices
            ? Resolve(choices.First(choice => choice!["type"] is not JsonValue type || type.ToString() != "null")!)
            : schema;
    }

    /// <summary>Returns the description of a member; that of its type describes all members of the type.</summary>
    static string DescriptionOf(JsonNode node)
    {
        if (Text(node, "description") is { Length: > 0 } own)
            return own;
        return (node["oneOf"]?.AsArray() ?? []).Select(choice => Text(choice!, "description"))
            .FirstOrDefault(text => text.Length > 0, "");
    }

    string TypeOf(JsonNode node)
    {
        var schema = Inner(node);
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToList(),
            JsonValue one => [one.GetValue<string>()],
            _ => ["any"],
        };
        var isNullable = types.Remove("null") || node["oneOf"] is not null;
        var name = string.Join(" or ", types);
        if (name == "array")
            name = "array of " + PluralOf(TypeOf(schema["items"]!));
        if (schema["format"]?.GetValue<string>() == "date-time")
            name = "time (RFC 3339)";
        if (schema["pattern"]?.GetValue<string>() is ['^', _, _, _, '_', ..] pattern)
            name = $"ID ({pattern[1..5]}…)";
        return isNullable ? $"{name} or null" : name;
    }

    static string PluralOf(string type) => type.Contains('(', StringComparison.Ordinal) ? type : type + "s";

    static IReadOnlyList<string> ValuesOf(JsonObject schema) =>
        [.. (schema["enum"]?.AsArray() ?? []).Where(value => value is not null).Select(value => value!.ToString())];

    static string Text(JsonNode node, string member) => node[member]?.GetValue<string>() ?? "";
}
