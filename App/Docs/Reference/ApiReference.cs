using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Docs.Reference;

/// <summary>
/// Reads the OpenAPI document for the pages of the API reference, once, because it stays the same while the app runs.
/// </summary>
public sealed class ApiReference(IServiceProvider services)
{
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the pages encode it for HTML
    };

    static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    readonly Lazy<Task<Content>> content = new(() => ReadAsync(services));

    sealed record Content(string BaseUrl, IReadOnlyList<ApiGroup> Groups);

    /// <summary>Returns the groups, ordered by title.</summary>
    public async Task<IReadOnlyList<ApiGroup>> GroupsAsync() => (await content.Value).Groups;

    /// <summary>Returns the group with this name; null if there is none.</summary>
    public async Task<ApiGroup?> FindAsync(string name) => (await GroupsAsync()).FirstOrDefault(group => group.Name == name);

    /// <summary>Returns the URL of this installation, without a slash at the end.</summary>
    public async Task<string> BaseUrlAsync() => (await content.Value).BaseUrl;

    static async Task<Content> ReadAsync(IServiceProvider services)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name);
        var document = await provider.GetOpenApiDocumentAsync();
        var root = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!.AsObject();
        var schemas = new ApiSchemas(root);
        var groups = root["tags"]!.AsArray().Select(tag => new ApiGroup(
            Text(tag!, "name"), Text(tag!, "x-displayName"), Text(tag!, "description"),
            [.. OperationsOf(root, schemas, Text(tag!, "name"))]));
        return new(Text(root["servers"]![0]!, "url").TrimEnd('/'), [.. groups]);
    }

    static IEnumerable<ApiOperation> OperationsOf(JsonObject root, ApiSchemas schemas, string tag) =>
        from path in root["paths"]!.AsObject()
        from method in Methods
        let operation = path.Value![method]
        where operation is not null && operation["tags"]!.AsArray().Any(name => name!.GetValue<string>() == tag)
        select Read(schemas, method.ToUpperInvariant(), path.Key.TrimEnd('/'), operation.AsObject());

    static ApiOperation Read(ApiSchemas schemas, string method, string path, JsonObject operation)
    {
        var parameters = operation["parameters"]?.AsArray() ?? [];
        var body = operation["requestBody"]?["content"]?["application/json"];
        return new(
            Text(operation, "operationId"), method, path, Text(operation, "summary"), Text(operation, "description"),
            operation["security"] is not JsonArray { Count: 0 })
        {
            PathParameters = In("path"),
            QueryParameters = In("query"),
            Headers = In("header"),
            Body = body is null ? [] : schemas.MembersOf(body["schema"]!, isRequest: true),
            BodyExample = body?["example"]?.ToJsonString(Readable),
            Responses = [.. operation["responses"]!.AsObject()
                .Select(response => ReadResponse(schemas, response.Key, schemas.Resolve(response.Value!)))],
        };

        IReadOnlyList<ApiField> In(string place) =>
        [
            .. parameters.Where(parameter => Text(parameter!, "in") == place)
                .Select(parameter => schemas.ParameterOf(parameter!.AsObject())),
        ];
    }

    static ApiResponse ReadResponse(ApiSchemas schemas, string status, JsonObject response)
    {
        var problem = response["content"]?[ProblemResponse.ContentType]?["example"];
        var body = response["content"]?["application/json"];
        return new(
            status, Text(response, "description"), problem is null ? null : Text(problem, "code"),
            body?["example"]?.ToJsonString(Readable), body is null ? [] : schemas.MembersOf(body["schema"]!, isRequest: false));
    }

    static string Text(JsonNode node, string member) => node[member]?.GetValue<string>() ?? "";
}
