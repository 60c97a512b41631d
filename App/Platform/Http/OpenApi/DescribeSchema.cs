using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Platform.Http;

/// <summary>Describes the types that have custom JSON converters, because the generator cannot inspect those.</summary>
static class DescribeSchema
{
    public static async Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var refusesNull = context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(NoNullAttribute), inherit: false) == true;
        await DescribeTypeAsync(schema, context, ct);
        if (!refusesNull)
            return;
        schema.Type &= ~JsonSchemaType.Null;
        schema.Metadata?.Remove("x-is-nullable-property"); // by which the generator would add null as an alternative
    }

    /// <summary>Adds the pattern and an example of an <see cref="Id{T}"/> type.</summary>
    public static void DescribeId(OpenApiSchema schema, Type type)
    {
        var prefix = Examples.PrefixOf(type);
        schema.Pattern = $"^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$";
        schema.Examples = [JsonValue.Create(Examples.ExampleId(prefix))!];
    }

    static IList<JsonNode> NamesOf(Type type) =>
        [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, Json.Options)!)];

    static async Task DescribeTypeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            schema.Type = JsonSchemaType.String;
            schema.Properties = null;
            schema.Required = null;
            DescribeId(schema, type);
            schema.Description = "A TypeID: a prefix, an underscore and 26 characters.";
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EnumQuery<>))
        {
            schema.Type = JsonSchemaType.String;
            schema.Properties = null;
            schema.Enum = NamesOf(type.GetGenericArguments()[0]);
        }
        else if (TextValue.Is(type))
        {
            var expected = TextValue.ExpectedOf(type);
            schema.Type = JsonSchemaType.String;
            schema.Properties = null;
            schema.Required = null;
            schema.Description = $"{char.ToUpperInvariant(expected[0])}{expected[1..]}.";
            schema.Examples = [JsonValue.Create(TextValue.ExampleOf(type))!];
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = NamesOf(type);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            var inner = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, ct);
            schema.Type = (inner.Type ?? JsonSchemaType.String) | JsonSchemaType.Null;
            schema.Properties = null;
            schema.Required = null;
            schema.Description = "Omit to keep the current value; null clears it.";
        }
        else if (context.JsonTypeInfo.ElementType is { IsEnum: true } element)
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = NamesOf(element) };
        else if (type == typeof(decimal))
        {
            var isNullable = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null;
            schema.Type = isNullable ? JsonSchemaType.Number | JsonSchemaType.Null : JsonSchemaType.Number;
            schema.Pattern = null;
        }
    }
}
