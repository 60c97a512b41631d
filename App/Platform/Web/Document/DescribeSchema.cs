using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Platform;

/// <summary>Schemas of the types that our own converters write, which the generator cannot look into.</summary>
static class DescribeSchema
{
    public static async Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            var prefix = Examples.PrefixOf(type);
            (schema.Type, schema.Properties, schema.Required) = (JsonSchemaType.String, null, null);
            schema.Pattern = $"^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$";
            schema.Examples = [JsonValue.Create(Examples.ExampleId(prefix))!];
            schema.Description = "A TypeID.";
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>))
        {
            (schema.Type, schema.Properties) = (JsonSchemaType.String, null);
            schema.Enum = [.. Enum.GetValues(type.GetGenericArguments()[0]).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, value.GetType(), Json.Options)!)];
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            var inner = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, ct);
            (schema.Type, schema.Properties, schema.Required) = ((inner.Type ?? JsonSchemaType.String) | JsonSchemaType.Null, null, null);
            schema.Description = "Absent: stays as it is. Null: none.";
        }
        else if (type == typeof(decimal))
            (schema.Type, schema.Pattern) = (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? JsonSchemaType.Number : JsonSchemaType.Number | JsonSchemaType.Null, null);
    }
}
