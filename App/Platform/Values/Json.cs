using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace App.Platform.Values;

/// <summary>Configures the JSON of the API, events, receipts and audit snapshots: snake_case names and strict parsing.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Rejects unknown, duplicate and missing members, unexpected nulls and quoted numbers.</summary>
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
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { HideSubject, NoNullAttribute.Apply } };
        options.Converters.Add(new EnumNameConverter());
        options.Converters.Add(new PlainDecimal());
        return options;
    }

    /// <summary>
    /// Leaves the subject out of events: it orders and indexes them, and each payload has the id as a member of its own.
    /// </summary>
    static void HideSubject(JsonTypeInfo type)
    {
        if (type.Type.IsAssignableTo(typeof(IEvent)))
            type.Properties.Remove(type.Properties.Single(property => property.Name == "subject"));
    }

    /// <summary>Writes decimals without the trailing zeros of a numeric(18,4) column: 5, not 5.0000.</summary>
    sealed class PlainDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.0000000000000000000000000000m); // division drops trailing zeros
    }
}
