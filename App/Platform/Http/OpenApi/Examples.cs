using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace App.Platform.Http;

/// <summary>
/// Generates example values for the API description from the types. The scenario is a café that buys tea. A test sends every
/// example to the API.
/// </summary>
static class Examples
{
    /// <summary>Lists example values by member name. The values of all other members are generated from their types.</summary>
    static readonly Dictionary<string, JsonNode> Known = new()
    {
        ["name"] = "Green tea", ["sku"] = "TEA-100", ["barcode"] = "4006381333931", ["unit"] = "box",
        ["description"] = "First flush, 100 g", ["product_name"] = "Green tea", ["customer_name"] = "Corner Café",
        ["warehouse_name"] = "Main", ["reason"] = "Stock count", ["quantity"] = 2, ["fulfilled_quantity"] = 0, ["on_hand"] = 40,
        ["reserved"] = 2, ["available"] = 38, ["reorder_point"] = 10, ["line_count"] = 1, ["amount"] = 450, ["currency"] = "EUR",
        ["email"] = "ana@corner-cafe.example", ["phone"] = "+49 30 901820", ["tax_id"] = "DE811569869", ["number"] = "SO-1001",
        ["code"] = "MAIN", ["reference"] = "PO 2026-118", ["notes"] = "Delivers through the yard",
        ["document_id"] = ExampleId("ord"), ["line1"] = "Hafenstraße 7", ["line2"] = "Yard", ["city"] = "Hamburg",
        ["region"] = "HH", ["postal_code"] = "20457", ["country"] = "DE", ["label"] = "Shop",
        ["url"] = "https://shop.example/hooks", ["event_types"] = new JsonArray("order.placed"),
        ["scopes"] = new JsonArray("orders:read"), ["permissions"] = new JsonArray("orders.read"), ["secret"] = "whsec_…",
        ["prefix"] = "stk_live_", ["first_eight"] = "7Qm2xK9d", ["mode"] = "live", ["slug"] = "harbor-foods",
        ["time_zone"] = "Europe/Berlin", ["type"] = "order.placed", ["event_type"] = "order.placed", ["status_code"] = 200,
        ["last_status_code"] = 200, ["duration_ms"] = 41, ["attempts"] = 1, ["round_attempts"] = 1, ["n"] = 1,
        ["actor_id"] = ExampleId("mem"), ["actor_name"] = "Ana Ferreira", ["entity_id"] = ExampleId("ord"),
        ["entity_label"] = "SO-1001", ["action"] = "order.place", ["address"] = "192.0.2.7", ["user_agent"] = "curl/8.5.0",
        ["request_id"] = "req_0HNQ7P9V7ND14", ["invited_by"] = "Ana Ferreira", ["subject"] = ExampleId("ord"),
        ["password"] = "four words to remember", ["access_token"] = "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…",
        ["refresh_token"] = "q3Jm0yR8vS5kT2wX9zA4bC7dE1fG6hI3jK0lM5nO8pQ", ["token_type"] = "Bearer", ["expires_in"] = 900,
        ["organization"] = "Harbor Foods", ["message"] = "If an account exists, we sent it an email.",
        ["next_cursor"] = "eyJLZXkiOiIifQ", ["title"] = "Buyer",
    };

    static readonly JsonNode Moment = "2026-11-03T14:05:00.000000+00:00", Later = "2031-01-31T00:00:00.000000+00:00";

    /// <summary>Returns the n-th example id with a prefix.</summary>
    public static string ExampleId(string prefix, int n = 0) =>
        TypeId.Format(prefix, new Guid($"0190163d-8694-739b-aea5-966c26f8a{n:000}"));

    /// <summary>
    /// Returns the example of a request body. Order lines name their variant in only one way, and a code next to a password or
    /// MFA token is an email code, not that of a warehouse.
    /// </summary>
    public static JsonNode? OfBody(Type type)
    {
        var body = Of(type);
        if (body is JsonObject sent && sent.ContainsKey("code")
            && (sent.ContainsKey("password") || sent.ContainsKey("mfa_token")))
            sent["code"] = "204816";
        foreach (var line in (body as JsonObject)?["lines"] as JsonArray ?? [])
            if (line is JsonObject members && members.ContainsKey("variant_id"))
                members.Remove("sku");
        return body;
    }

    public static JsonNode? Of(Type type, string? name = null, int depth = 0)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var definition = plain.IsGenericType ? plain.GetGenericTypeDefinition() : null;
        if (definition == typeof(Optional<>) || definition == typeof(EnumQuery<>))
            return Of(plain.GetGenericArguments()[0], name, depth);
        if (definition == typeof(Id<>))
            return ExampleId(PrefixOf(plain), name?.StartsWith("to_", StringComparison.Ordinal) == true ? 1 : 0);
        if (plain.IsEnum)
            return JsonSerializer.SerializeToNode(Enum.GetValues(plain).GetValue(0), plain, Json.Options);
        if (plain == typeof(DateTimeOffset))
            return (name == "expires_at" ? Later : Moment).DeepClone();
        if (plain == typeof(bool))
            return false;
        var info = Json.Options.GetTypeInfo(plain);
        if (info.Kind == JsonTypeInfoKind.Enumerable
            && name is not null && Known.TryGetValue(name, out var list) && list is JsonArray)
            return list.DeepClone();
        if (info.Kind == JsonTypeInfoKind.Enumerable)
            return depth > 5 ? new JsonArray() : new JsonArray(Of(info.ElementType!, name, depth + 1));
        if (info.Kind == JsonTypeInfoKind.Object && plain != typeof(object))
            return new JsonObject(info.Properties
                .Where(property => property.Get is not null || property.Set is not null)
                .Select(property => KeyValuePair.Create(property.Name, Of(property.PropertyType, property.Name, depth + 1))));
        if (info.Kind == JsonTypeInfoKind.Dictionary
            || plain == typeof(object) || plain == typeof(JsonElement) || plain == typeof(JsonNode))
            return new JsonObject();
        if (name is not null && Known.TryGetValue(name, out var known)
            && (plain == typeof(string)) == (known.GetValueKind() == JsonValueKind.String))
            return known.DeepClone();
        return plain == typeof(string) ? "text" : 1;
    }

    /// <summary>Returns the TypeID prefix of an <see cref="Id{T}"/> type.</summary>
    public static string PrefixOf(Type id) =>
        (string)id.GetGenericArguments()[0].GetProperty(nameof(IIdentified.IdPrefix))!.GetValue(null)!;
}
