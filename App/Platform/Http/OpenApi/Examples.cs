using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace App.Platform.Http;

/// <summary>
/// Generates example values for the API description from the types. The scenario is a café that buys tea. A test sends every
/// example to the API.
/// </summary>
/// <param name="declared">The examples of all features; a feature is named by its namespace.</param>
public sealed class Examples(IEnumerable<(string Feature, Example Example)> declared)
{
    /// <summary>Lists the examples of members that mean the same in every feature, by name.</summary>
    static readonly Dictionary<string, JsonNode> Shared = new()
    {
        ["access_token"] = "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…", ["actor_id"] = ExampleId("mem"),
        ["actor_name"] = "Ana Ferreira", ["address"] = "192.0.2.7", ["amount"] = 450, ["currency"] = "EUR",
        ["customer_name"] = "Corner Café", ["email"] = "ana@corner-cafe.example", ["expires_in"] = 900,
        ["message"] = "If an account exists, we sent it an email.", ["next_cursor"] = "AAGQFj2GlHObrqWWbCb4oAA",
        ["previous_cursor"] = "AQGQFj2GlHObrqWWbCb4oAA",
        ["organization"] = "Harbor Foods", ["password"] = "four words to remember", ["phone"] = "+49 30 901820",
        ["product_name"] = "Green tea", ["quantity"] = 2, ["refresh_token"] = "q3Jm0yR8vS5kT2wX9zA4bC7dE1fG6hI3jK0lM5nO8pQ",
        ["request_id"] = "req_0HNQ7P9V7ND14", ["sku"] = "TEA-100", ["slug"] = "harbor-foods", ["time_zone"] = "Europe/Berlin",
        ["token_type"] = "Bearer", ["unit"] = "box", ["user_agent"] = "curl/8.5.0", ["warehouse_name"] = "Main",
    };

    /// <summary>Lists the examples of members of the platform's own values, which belong to no feature.</summary>
    static readonly Dictionary<(Type Owner, string Member), JsonNode> OfValues = new()
    {
        [(typeof(PostalAddress), "lines")] = new JsonArray("Hafenstraße 7", "Yard"),
        [(typeof(PostalAddress), "country")] = "DE",
        [(typeof(PostalAddress), "city")] = "Hamburg",
        [(typeof(PostalAddress), "postal_code")] = "20457",
        [(typeof(PostalAddress), "region")] = "HH",
        [(typeof(PostalAddress), "recipient")] = "Ana Ferreira",
        [(typeof(PostalAddress), "company")] = "Corner Café",
    };

    readonly ILookup<(string, string), Example> byFeature =
        declared.ToLookup(entry => (entry.Feature, entry.Example.Member), entry => entry.Example);

    static readonly JsonNode Moment = "2026-11-03T14:05:00.000000+00:00", Later = "2031-01-31T00:00:00.000000+00:00";

    /// <summary>Returns the n-th example id with a prefix.</summary>
    public static string ExampleId(string prefix, int n = 0) =>
        TypeId.Format(prefix, new Guid($"0190163d-8694-739b-aea5-966c26f8a{n:000}"));

    /// <summary>Returns the example of a request body. Order lines name their variant in only one way.</summary>
    public JsonNode? OfBody(Type type)
    {
        var body = Of(type);
        foreach (var line in (body as JsonObject)?["lines"] as JsonArray ?? [])
            if (line is JsonObject members && members.ContainsKey("variant_id"))
                members.Remove("sku");
        return body;
    }

    /// <summary>Returns the example of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The name of the member that has this type; null for a body.</param>
    /// <param name="owner">The type of that member's object.</param>
    /// <param name="depth">The number of objects and lists around it.</param>
    public JsonNode? Of(Type type, string? name = null, Type? owner = null, int depth = 0)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var definition = plain.IsGenericType ? plain.GetGenericTypeDefinition() : null;
        if (definition == typeof(Optional<>) || definition == typeof(EnumQuery<>))
            return Of(plain.GetGenericArguments()[0], name, owner, depth);
        if (definition == typeof(Id<>))
            return ExampleId(PrefixOf(plain), name?.StartsWith("to_", StringComparison.Ordinal) == true ? 1 : 0);
        if (TextValue.Is(plain))
            return TextValue.ExampleOf(plain);
        if (plain.IsEnum)
            return JsonSerializer.SerializeToNode(Enum.GetValues(plain).GetValue(0), plain, Json.Options);
        if (plain == typeof(DateTimeOffset))
            return (name == "expires_at" ? Later : Moment).DeepClone();
        if (plain == typeof(DateOnly))
            return "2026-11-03";
        if (plain == typeof(bool))
            return false;
        var info = Json.Options.GetTypeInfo(plain);
        var known = name is null ? null : Known(name, owner);
        if (info.Kind == JsonTypeInfoKind.Enumerable && known is JsonArray)
            return known.DeepClone();
        if (info.Kind == JsonTypeInfoKind.Enumerable)
            return depth > 5 ? new JsonArray() : new JsonArray(Of(info.ElementType!, name, owner, depth + 1));
        if (info.Kind == JsonTypeInfoKind.Object && plain != typeof(object))
            return new JsonObject(info.Properties
                .Where(property => property.Get is not null || property.Set is not null)
                .Select(property => KeyValuePair.Create(
                    property.Name, Of(property.PropertyType, property.Name, plain, depth + 1))));
        if (info.Kind == JsonTypeInfoKind.Dictionary
            || plain == typeof(object) || plain == typeof(JsonElement) || plain == typeof(JsonNode))
            return new JsonObject();
        if (known is not null && (plain == typeof(string)) == (known.GetValueKind() == JsonValueKind.String))
            return known.DeepClone();
        return plain == typeof(string) ? Missing : 1;
    }

    /// <summary>The example of a text member that no feature declares. A test finds it.</summary>
    public const string Missing = "text";

    JsonNode? Known(string member, Type? owner)
    {
        if (owner is not null && OfValues.GetValueOrDefault((owner, member)) is { } ofValue)
            return ofValue;
        var feature = owner?.Namespace?.Split('.') is [_, var folder, ..] ? folder : "";
        var ofFeature = byFeature[(feature, member)].ToList();
        var example = ofFeature.Find(example => example.Type == owner) ?? ofFeature.Find(example => example.Type is null);
        return example?.Value ?? Shared.GetValueOrDefault(member);
    }

    /// <summary>Returns the TypeID prefix of an <see cref="Id{T}"/> type.</summary>
    public static string PrefixOf(Type id) =>
        (string)id.GetGenericArguments()[0].GetProperty(nameof(IIdentified.IdPrefix))!.GetValue(null)!;
}
