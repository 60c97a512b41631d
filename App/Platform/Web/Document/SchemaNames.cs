using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace App.Platform;

/// <summary>What the types of the API are called in its document: <c>Product</c>, <c>ProductList</c>, <c>PlaceOrderRequest</c>, <c>ProductId</c>.</summary>
static class SchemaNames
{
    /// <summary>Null for a schema that is written in place.</summary>
    public static string? Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Optional<>) || type.GetGenericTypeDefinition() == typeof(Word<>)))
            return null;
        return type.Namespace?.StartsWith("App", StringComparison.Ordinal) == true ? Of(type) : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
    }

    static string Of(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
            return type.GetGenericArguments()[0].Name + "Id";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>))
            return Of(type.GetGenericArguments()[0]) + "List";
        if (type == typeof(ProblemAnswer))
            return "Problem";
        if (type.DeclaringType is { } outer)
            return outer == typeof(Problem) ? "Fault" : outer.Name + type.Name;
        return type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
    }
}
