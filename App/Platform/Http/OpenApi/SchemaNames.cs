using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace App.Platform.Http;

/// <summary>
/// Names the schemas of the API description after their types: <c>Product</c>, <c>ProductList</c>, <c>PlaceOrderRequest</c>,
/// <c>ProductId</c>.
/// </summary>
static class SchemaNames
{
    /// <summary>Returns the name of the schema; null for a schema that is inlined.</summary>
    public static string? Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (type.IsGenericType && IsInlined(type.GetGenericTypeDefinition()))
            return null;
        return type.Namespace?.StartsWith("App", StringComparison.Ordinal) == true
            ? Of(type)
            : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
    }

    static bool IsInlined(Type definition) => definition == typeof(Optional<>) || definition == typeof(EnumQuery<>);

    static string Of(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
            return type.GetGenericArguments()[0].Name + "Id";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>))
            return Of(type.GetGenericArguments()[0]) + "List";
        if (type == typeof(ProblemResponse))
            return "Problem";
        if (type.DeclaringType is { } outer)
            return outer == typeof(Problem) ? "Fault" : outer.Name + type.Name;
        return type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
    }
}
