using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Platform.Values;

/// <summary>Represents a value that the API writes as text.</summary>
public interface ITextValue<T> where T : struct, ITextValue<T>
{
    /// <summary>Gets what the text has to be, for errors and the API reference, such as "the name of a role".</summary>
    static abstract string Expected { get; }

    /// <summary>Gets a valid text.</summary>
    static abstract string Example { get; }

    static abstract bool TryRead([NotNullWhen(true)] string? text, out T value);
}

/// <summary>Finds values that are written as text by their type.</summary>
static class TextValue
{
    public static bool Is(Type type) => type.IsValueType && type.GetInterfaces()
        .Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ITextValue<>));

    public static string ExpectedOf(Type type) => StaticOf(type, "Expected");

    public static string ExampleOf(Type type) => StaticOf(type, "Example");

    static string StaticOf(Type type, string property) => (string)type.GetProperty(property)!.GetValue(null)!;
}

/// <summary>Reads and writes a value as its text. Other text in a body is an error of that field.</summary>
public sealed class TextValueConverter<T> : JsonConverter<T> where T : struct, ITextValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryRead(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"Expected {T.Expected}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
