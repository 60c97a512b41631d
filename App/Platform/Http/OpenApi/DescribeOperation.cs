using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Platform.Http;

/// <summary>
/// Adds what the framework does not know about a route to the API description: name, scope, headers, errors and examples.
/// </summary>
static class DescribeOperation
{
    static readonly Dictionary<string, string> Parameters = new()
    {
        ["q"] = "Text to search for.",
        ["placed_from"] = "Returns only orders that were placed at or after this time.",
        ["placed_before"] = "Returns only orders that were placed before this time.",
        ["archived"] = "If true, returns archived objects instead of active ones.",
    };

    /// <summary>Lists the error responses by status. They are components of the <see cref="ApiDocument"/>.</summary>
    public static readonly IReadOnlyDictionary<int, (string Name, string Description, string Code)> Refusals =
        new Dictionary<int, (string, string, string)>
        {
            [400] = ("Invalid", "A parameter, header or body field is not valid. `errors` lists each one.", "invalid_request"),
            [401] = ("Unauthenticated", "The request has no valid credential.", "unauthenticated"),
            [403] = ("Forbidden", "The credential lacks a permission. `detail` names it.", "forbidden"),
            [404] = ("NotFound", "The object does not exist, or belongs to another organization.", "not_found"),
            [409] = ("Conflict", "The request conflicts with the current state. See `code`.", "conflict"),
            [412] = ("Stale", "The object has changed since you read it (If-Match).", "precondition_failed"),
            [413] = ("TooLarge", "The body is larger than 10,485,760 bytes.", "body_too_large"),
            [415] = ("WrongType", "The body is not application/json.", "unsupported_media_type"),
            [422] = ("KeyReused", "The Idempotency-Key was used with another body.", "idempotency_key_reused"),
            [429] = ("RateLimited", "Too many requests. Retry after the seconds in Retry-After.", "rate_limited"),
            [503] = ("Unavailable", "Temporarily unavailable. Retry with the same Idempotency-Key.", "unavailable"),
        };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken _)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<OperationMetadata>().FirstOrDefault() is not { } declared)
            return Task.CompletedTask;
        var (type, result) = declared;
        using var scope = context.ApplicationServices.CreateScope();
        var described = (OperationBase)scope.ServiceProvider.GetRequiredService(type);
        var method = context.Description.HttpMethod!;
        var path = context.Description.RelativePath!.Replace("{slug}", "", StringComparison.Ordinal);
        var onOne = path.Contains('{', StringComparison.Ordinal);
        var handler = metadata.OfType<MethodInfo>().First().GetParameters();
        var keyed = handler.Any(parameter => parameter.ParameterType == typeof(IdempotencyKey));

        Name(operation, described, type);
        DescribeParameters(operation, described.Sorts);
        DescribePath(operation, handler);
        AddHeaders(operation, method, onOne, keyed);
        AddExamples(operation, context, result);
        var hasBody = operation.RequestBody is not null;
        foreach (var status in StatusesOf(method, onOne, hasBody, operation.Parameters?.Count > 0, keyed))
            (operation.Responses ??= [])[$"{status}"] = new OpenApiResponseReference(Refusals[status].Name, context.Document);
        return Task.CompletedTask;
    }

    static void Name(OpenApiOperation operation, OperationBase described, Type type)
    {
        operation.OperationId ??= described.Action; // routes that share an operation with another route set their own id
        operation.Summary ??= Summary(described.Action); // routes of sign-in set their own
        var scope = described.Access.Permission?.Scope;
        var scopeText = scope is null ? "Requires no scope." : $"Requires the scope `{scope}`.";
        operation.Description = $"{Comments.Of(type)} {scopeText}".Trim();
        operation.AddExtension("x-required-scope", new JsonNodeExtension(JsonValue.Create(scope)!));
        if (described.Access == Access.Public)
            operation.Security = [];
        operation.AddExtension("x-permission", new JsonNodeExtension(JsonValue.Create(described.Access.Name)!));
    }

    /// <summary>
    /// Converts an action to a title: <c>webhook_endpoint.rotate_secret</c> becomes "Rotate secret of webhook endpoint".
    /// </summary>
    static string Summary(string action)
    {
        var parts = action.Replace('_', ' ').Split('.');
        var noun = Nouns.GetValueOrDefault(parts[0], parts[0]);
        var verb = parts[1];
        var words = verb == "list" ? $"list {PluralOf(noun)}"
            : verb.Contains(' ', StringComparison.Ordinal) ? $"{verb} of {noun}"
            : $"{verb} {noun}";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Lists the nouns of actions that are shorter than the name of their object.</summary>
    static readonly Dictionary<string, string> Nouns = new() { ["key"] = "API key", ["audit"] = "audit entry" };

    static string PluralOf(string noun) =>
        noun.EndsWith('y') && !noun.EndsWith("ey", StringComparison.Ordinal) ? noun[..^1] + "ies" : noun + "s";

    static void DescribeParameters(OpenApiOperation operation, IListSorts? sorts)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description ??= DescriptionOf(parameter);
            if (parameter is { Name: "limit", Schema: OpenApiSchema schema })
            {
                schema.Minimum = "1";
                schema.Maximum = $"{PageRequest.Largest}";
                schema.Default = JsonValue.Create(20);
            }
            if (parameter is { Name: "sort", Schema: OpenApiSchema order })
                order.Enum =
                [
                    .. (sorts?.Values ?? []).Append(PageRequest.ByUpdate).Select(value => (JsonNode)JsonValue.Create(value)),
                ];
        }
    }

    /// <summary>Adds what the framework leaves out of the parameters of the path: pattern and example.</summary>
    static void DescribePath(OpenApiOperation operation, ParameterInfo[] handler)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>()
            .Where(parameter => parameter.In == ParameterLocation.Path))
        {
            var schema = new OpenApiSchema { Type = JsonSchemaType.String };
            var type = handler.First(one => PathNameOf(one) == parameter.Name).ParameterType;
            if (type.IsGenericType)
                DescribeSchema.DescribeId(schema, type);
            else
                schema.Examples = [JsonValue.Create("harbor-foods")];
            parameter.Schema = schema;
        }
    }

    static string PathNameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributes(false).OfType<IFromRouteMetadata>().FirstOrDefault()?.Name
        ?? SnakeCase.From(parameter.Name!);

    static string DescriptionOf(OpenApiParameter parameter)
    {
        if (parameter.Name == "slug")
            return "The slug of the organization, as in the URL of its storefront.";
        if (parameter.In == ParameterLocation.Path)
            return "The ID of the object.";
        var name = parameter.Name!;
        return Parameters.GetValueOrDefault(name, $"Returns only objects with this {NameOf(name)}.");
    }

    static string NameOf(string parameter)
    {
        var words = parameter.Replace('_', ' ');
        return words.EndsWith(" id", StringComparison.Ordinal) ? words[..^2] + "ID" : words;
    }

    static void AddHeaders(OpenApiOperation operation, string method, bool onOne, bool keyed)
    {
        operation.Parameters ??= [];
        if (keyed)
            operation.Parameters.Add(Header(
                IdempotencyKey.Header,
                $"Makes retries safe: for {IdempotencyReceipt.Kept.TotalHours} hours, "
                + "the same key and body return the same response.",
                255));
        if (onOne && method != "GET")
            operation.Parameters.Add(Header(
                "If-Match", "The ETag that you read. The change is made only if the object still has it.", 200));
        if (method == "GET")
            operation.Parameters.Add(Header(
                "If-None-Match", "An ETag that you already have. If it is still current, the response is 304.", 200));
    }

    static OpenApiParameter Header(string name, string description, int longest) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
    };

    static void AddExamples(OpenApiOperation operation, OpenApiOperationTransformerContext context, Type result)
    {
        var isGet = context.Description.HttpMethod == "GET";
        var body = context.Description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source?.Id == "Body");
        var examples = context.ApplicationServices.GetRequiredService<Examples>();
        if (body is not null && operation.RequestBody?.Content?.TryGetValue("application/json", out var request) == true)
            request.Example = examples.OfBody(body.Type);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse success || !status.StartsWith('2'))
                continue;
            if (success.Content?.TryGetValue("application/json", out var content) == true)
                content.Example = examples.Of(result);
            success.Description = DescriptionOf(status, isGet);
            success.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [RequestId.Header] = new OpenApiHeaderReference(RequestId.Header, context.Document),
                ["RateLimit"] = new OpenApiHeaderReference("RateLimit", context.Document),
            };
            if (status is "200" or "201")
                success.Headers["ETag"] = new OpenApiHeaderReference("ETag", context.Document);
            if (status is "201")
                success.Headers["Location"] = new OpenApiHeaderReference("Location", context.Document);
        }
        if (isGet)
            (operation.Responses ??= [])["304"] =
                new OpenApiResponse { Description = "Not modified: the ETag in If-None-Match is still current." };
    }

    static string DescriptionOf(string status, bool isGet) => status switch
    {
        "201" => "Created. Returns the new object.",
        "202" => "Accepted. A background job does the work.",
        "204" => "Done. The response has no body.",
        _ when isGet => "OK. Returns the requested data.",
        _ => "OK. Returns the current state.",
    };

    static IEnumerable<int> StatusesOf(string method, bool onOne, bool hasBody, bool hasParameters, bool keyed)
    {
        if (hasBody || hasParameters)
            yield return 400;
        yield return 401;
        yield return 403;
        if (onOne || hasBody)
            yield return 404;
        if (method != "GET")
            yield return 409;
        if (onOne && method != "GET")
            yield return 412;
        if (hasBody)
        {
            yield return 413;
            yield return 415;
        }
        if (keyed)
            yield return 422;
        yield return 429;
        yield return 503;
    }
}
