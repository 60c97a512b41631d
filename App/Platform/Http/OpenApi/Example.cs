using System.Text.Json.Nodes;

namespace App.Platform.Http;

/// <summary>Declares the example of a member in the API reference.</summary>
/// <param name="Member">The name in JSON, such as <c>postal_code</c>.</param>
/// <param name="Value">The example. It is used where the type of the member fits.</param>
/// <param name="Type">The only type that it applies to; null for all types of the feature.</param>
public sealed record Example(string Member, JsonNode Value, Type? Type = null)
{
    public static Example Of<T>(string member, JsonNode value) => new(member, value, typeof(T));
}
