using System.Text.Json;
using App.Platform;

namespace App.Webhooks.Parts;

/// <summary>JSON for reading: indented. What is sent is one line.</summary>
static class Pretty
{
    static readonly JsonSerializerOptions Indented = new(App.Platform.Json.Options) { WriteIndented = true };

    public static string Json(EventView happened) => JsonSerializer.Serialize(happened, Indented);
}
