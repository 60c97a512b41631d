using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Platform.Http;

/// <summary>
/// Generates the API description (OpenAPI 3.1) at <c>/openapi/v1.json</c> from the routes, their operations and their types. The
/// pages at <c>/docs/api</c> show it.
/// </summary>
public static class ApiDocument
{
    public const string Name = "v1", Address = "/openapi/v1.json";

    const string Intro = """
        The catalog, stock, customers and orders of one organization. Your API key or access token determines the organization.

        This document leaves out URLs that are for browsers or for running the installation: pages and their forms, static files,
        `/_blazor` (the WebSocket of pages), `/theme`, `/logout`, `/account/refresh`, `/.well-known/jwks.json` (the public keys of
        access tokens), `/healthz/live`, `/healthz/ready`, `/openapi/v1.json` itself and, in Development, `/dev/*`.
        """;

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.AddSchemaTransformer(DescribeSchema.ApplyAsync);
        options.AddOperationTransformer(DescribeOperation.ApplyAsync);
        options.AddDocumentTransformer(DescribeAsync);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var publicUrl = context.ApplicationServices.GetRequiredService<PublicUrl>();
        document.Info = new OpenApiInfo
        {
            Title = "Stockade",
            Version = "v1",
            Description = Intro,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = publicUrl.Address.GetLeftPart(UriPartial.Authority) }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["api_key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key, stk_live_….",
            },
            ["access_token"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description =
                    "An access token from /api/v1/auth/login, or for a storefront from /api/v1/storefront/{slug}/auth/login.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("api_key", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("access_token", document)] = [] },
        ];
        document.Components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            [RequestId.Header] = Header("The ID of the request, also in the server log and the audit log."),
            ["RateLimit"] = Header("The strictest rate limit, the requests left, and the seconds until it resets."),
            ["ETag"] = Header("The version of the object, for If-Match and If-None-Match."),
            ["Location"] = Header("The URL of the new object."),
            ["Retry-After"] = Header("The seconds after which a retry can succeed."),
        };
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemResponse), null, ct);
        AllowNull(problem, "explanation");
        document.AddComponent("Problem", problem);
        var problems = context.ApplicationServices.GetRequiredService<ProblemCatalog>();
        foreach (var (status, (name, description, code)) in DescribeOperation.Refusals)
            document.AddComponent(name, Refusal(document, description, problems.Find(code)!, status));
        document.Tags = new HashSet<OpenApiTag>(ResourcesOf(context).Select(TagOf));
    }

    /// <summary>Adds null as an alternative, which the generator does only in schemas of operations.</summary>
    static void AllowNull(OpenApiSchema schema, string property) => schema.Properties![property] = new OpenApiSchema
    {
        OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema.Properties[property]],
    };

    static IEnumerable<ResourceDescription> ResourcesOf(OpenApiDocumentTransformerContext context) =>
        context.DescriptionGroups.SelectMany(group => group.Items)
            .SelectMany(route => route.ActionDescriptor.EndpointMetadata.OfType<ResourceDescription>())
            .DistinctBy(resource => resource.Tag).OrderBy(resource => resource.Title, StringComparer.Ordinal);

    static OpenApiTag TagOf(ResourceDescription resource)
    {
        var tag = new OpenApiTag { Name = resource.Tag, Description = resource.Summary };
        tag.AddExtension("x-displayName", new JsonNodeExtension(JsonValue.Create(resource.Title)!));
        return tag;
    }

    static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    static OpenApiResponse Refusal(OpenApiDocument document, string description, Problem sample, int status)
    {
        var response = new OpenApiResponse
        {
            Description = description,
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                [RequestId.Header] = new OpenApiHeaderReference(RequestId.Header, document),
            },
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemResponse.ContentType] = new()
                {
                    Schema = new OpenApiSchemaReference("Problem", document),
                    Example = JsonSerializer.SerializeToNode(ProblemResponse.Of(sample, "req_0HNQ7P9V7ND14"), Json.Options),
                },
            },
        };
        if (status is 409 or 429 or 503)
            response.Headers["Retry-After"] = new OpenApiHeaderReference("Retry-After", document);
        return response;
    }
}
