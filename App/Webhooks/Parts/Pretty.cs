using System.Text.Json;

namespace App.Webhooks.Parts;

/// <summary>Formats an event as indented JSON for pages. Webhooks send it as one line.</summary>
static class Pretty
{
    static readonly JsonSerializerOptions Indented = new(Platform.Values.Json.Options) { WriteIndented = true };

    public static string Json(EventView shown) => JsonSerializer.Serialize(shown, Indented);
}
