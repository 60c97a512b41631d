using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Platform.Values;

/// <summary>
/// Reads and writes enums as the name of one of their values in snake_case. The converter of the framework also reads a list of
/// names, "member,admin", and adds up their numbers, which may be the number of a third value.
/// </summary>
sealed class EnumNameConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    sealed class Converter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && EnumNames<T>.ByName.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new JsonException();

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            EnumNames<T>.ByName.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(NameOf(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(NameOf(value));

        static string NameOf(T value) => EnumNames<T>.Names.TryGetValue(value, out var name)
            ? name
            : throw new JsonException($"{typeof(T).Name} has no value {value}.");
    }
}
