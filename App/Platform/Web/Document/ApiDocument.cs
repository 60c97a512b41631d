using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Platform;

/// <summary>
/// The API described (OpenAPI 3.1) at <c>/openapi/v1.json</c>, from the routes, the operations they run and the types they take. People read
/// it at <c>/docs/api</c>.
/// </summary>
public static class ApiDocument
{
    public const string Address = "/openapi/v1.json", ReaderFiles = "/docs/api/reader";

    const string Intro = """
        Catalogue, stock, customers and orders of one organization: the one whose key you send, or that your access token names.

        Not in this document, because they are for browsers or for whoever runs the installation: the pages and their forms, static files,
        `/_blazor` (the pages' socket), `/theme`, `/logout`, `/account/refresh`, `/.well-known/jwks.json` (the public keys of access tokens), `/healthz/live`, `/healthz/ready`, `/openapi/v1.json` itself, and in Development `/dev/*`.
        """;

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.AddSchemaTransformer(DescribeSchema.ApplyAsync);
        options.AddOperationTransformer(DescribeOperation.ApplyAsync);
        options.AddDocumentTransformer(DescribeAsync);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    /// <summary>The files of Swagger UI, for the page that shows the document. Before routing, where they would be taken for pages of an organization called "docs".</summary>
    public static void UseApiReader(this IApplicationBuilder app) => app.UseSwaggerUI(reader => reader.RoutePrefix = ReaderFiles.TrimStart('/'));

    static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var site = context.ApplicationServices.GetRequiredService<Site>();
        document.Info = new OpenApiInfo { Title = "Stockade", Version = "v1", Description = Intro, License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" } };
        document.Servers = [new OpenApiServer { Url = site.Address.GetLeftPart(UriPartial.Authority) }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["api_key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, stk_live_… or stk_test_…" },
            ["access_token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "An access token, from /api/v1/auth/login; at a storefront, from its own." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("api_key", document)] = [] }, new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("access_token", document)] = [] }];
        document.Components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            [RequestId.Header] = Header("Names the request, in the log and the audit log too."),
            ["RateLimit"] = Header("The tightest limit, what is left of it, and the seconds until there is more."),
            ["ETag"] = Header("The version of what is answered, for If-Match and If-None-Match."),
            ["Location"] = Header("Where it is from now on."),
            ["Retry-After"] = Header("Whole seconds until the request may succeed."),
        };
        document.AddComponent("Problem", await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, ct));
        var catalogue = context.ApplicationServices.GetRequiredService<ProblemCatalogue>();
        foreach (var (status, (name, description, code)) in DescribeOperation.Refusals)
            document.AddComponent(name, Refusal(document, description, catalogue.Find(code)!, status));
        document.Tags = new HashSet<OpenApiTag>((document.Tags ?? new HashSet<OpenApiTag>()).Select(tag => new OpenApiTag { Name = tag.Name, Description = $"Everything about {tag.Name!.Replace('_', ' ')}." }));
    }

    static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    static OpenApiResponse Refusal(OpenApiDocument document, string description, Problem sample, int status)
    {
        var response = new OpenApiResponse
        {
            Description = description,
            Headers = new Dictionary<string, IOpenApiHeader> { [RequestId.Header] = new OpenApiHeaderReference(RequestId.Header, document) },
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemAnswer.ContentType] = new()
                {
                    Schema = new OpenApiSchemaReference("Problem", document),
                    Example = JsonSerializer.SerializeToNode(ProblemAnswer.Of(sample, "req_0HNQ7P9V7ND14"), Json.Options),
                },
            },
        };
        if (status is 409 or 429 or 503)
            response.Headers["Retry-After"] = new OpenApiHeaderReference("Retry-After", document);
        return response;
    }
}
