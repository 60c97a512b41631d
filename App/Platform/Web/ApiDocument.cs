using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace App.Platform;

/// <summary>The API described (OpenAPI 3.1) at <c>/openapi/v1.json</c>, from the routes and the types they take.</summary>
public static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Stockade", Version = "v1", Description = "Catalogue, stock, customers and orders of one organization: the one whose key you send." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["api_key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, stk_live_… or stk_test_…" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("api_key", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
            {
                var prefix = (string)type.GetGenericArguments()[0].GetProperty(nameof(IIdentified.IdPrefix))!.GetValue(null)!;
                schema.Type = JsonSchemaType.String;
                schema.Properties = null;
                schema.Pattern = $"^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$";
                schema.Examples = [JsonValue.Create($"{prefix}_01h455vb4pex5vsknk084sn02q")!];
            }
            if (type == typeof(decimal)) // written by a converter of ours, which the generator cannot look into
                schema.Type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? JsonSchemaType.Number : JsonSchemaType.Number | JsonSchemaType.Null;
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
