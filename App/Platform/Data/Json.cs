using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace App.Platform;

/// <summary>The one JSON dialect: snake_case, strict in what it takes. Used by the API, events, receipts and audit snapshots.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Unknown, duplicate, missing and null members are errors; numbers are numbers (no quoted ones).</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 16;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { HidePreviousCursor, HideSubject } };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new PlainDecimal());
        return options;
    }

    /// <summary>Lists are data, has_more and next_cursor; the way back is for our own pages.</summary>
    static void HidePreviousCursor(JsonTypeInfo type)
    {
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Page<>))
            type.Properties.Remove(type.Properties.Single(property => property.Name == "previous_cursor"));
    }

    /// <summary>The subject orders events and finds them; a payload names its own id.</summary>
    static void HideSubject(JsonTypeInfo type)
    {
        if (type.Type.IsAssignableTo(typeof(IEvent)))
            type.Properties.Remove(type.Properties.Single(property => property.Name == "subject"));
    }

    /// <summary>Numbers without the zeros that a numeric(18,4) column pads them with: 5, not 5.0000.</summary>
    sealed class PlainDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
    }
}
