using System.Text.Json;

namespace App.Webhooks.Parts;

/// <summary>Says what an event is about.</summary>
static class EventSubject
{
    /// <summary>The members of payloads that name the object, the one that people use most first.</summary>
    static readonly string[] Names = ["number", "sku", "name", "email", "url"];

    /// <summary>Returns the TypeID of the object that changed; null if the payload has an older shape.</summary>
    public static string? IdOf(EventCatalog catalog, EventView one) => catalog.Read(one.Type, one.Data)?.Subject;

    /// <summary>Returns what people call the object, such as "SO-1596 · Café Central"; null if the payload has no name.</summary>
    public static string? NameOf(EventView one)
    {
        var name = Names.Select(member => Text(one.Data, member)).FirstOrDefault(text => text is not null);
        var customer = Text(one.Data, "customer_name");
        return name is null || customer is null ? name ?? customer : $"{name} · {customer}";
    }

    static string? Text(JsonElement data, string member) =>
        data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
