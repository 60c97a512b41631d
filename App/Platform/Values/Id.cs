using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Platform.Values;

/// <summary>Marks an entity that has a public id.</summary>
public interface IIdentified
{
    /// <summary>Gets the prefix of its TypeID, such as "ord" or "prd".</summary>
    static abstract string IdPrefix { get; }
}

/// <summary>
/// Represents the id of one kind of entity. It is a UUID v7 in the database and a TypeID ("ord_01h…", TypeID specification 0.3)
/// in the API.
/// </summary>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>, IComparable<Id<T>> where T : IIdentified
{
    public static Id<T> New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => TypeId.Format(T.IdPrefix, Value);

    /// <summary>
    /// Parses an id from a path or query. Returns false only without text, so that a filter that is not set is null. Text that
    /// is not an id of this kind becomes the empty id, which no row has, so a malformed, wrong-kind, unknown or foreign id leads
    /// to the same "not found".
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        result = TryRead(s, out var id) ? id : default;
        return s is not null;
    }

    public static Id<T> Parse(string s, IFormatProvider? provider) =>
        TryRead(s, out var id) ? id : throw new FormatException($"'{s}' is not an id that starts with {T.IdPrefix}_.");

    /// <summary>Parses strictly: returns true only for a well-formed id of this kind.</summary>
    public static bool TryRead(string? text, out Id<T> id)
    {
        id = default;
        if (!TypeId.TryParse(T.IdPrefix, text, out var value))
            return false;
        id = new(value);
        return true;
    }

    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);
    public static bool operator <(Id<T> left, Id<T> right) => left.CompareTo(right) < 0;
    public static bool operator >(Id<T> left, Id<T> right) => left.CompareTo(right) > 0;
    public static bool operator <=(Id<T> left, Id<T> right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Id<T> left, Id<T> right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// Reads and writes <see cref="Id{T}"/> as its TypeID. A malformed or wrong-kind id in a body is an error of that field.
/// </summary>
public sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    sealed class Converter<T> : JsonConverter<Id<T>> where T : IIdentified
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Id<T>.TryRead(reader.GetString(), out var id)
                ? id
                : throw new JsonException($"Expected an id that starts with {T.IdPrefix}_.");

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
