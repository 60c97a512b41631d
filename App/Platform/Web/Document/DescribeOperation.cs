using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace App.Platform;

/// <summary>Fills in what the framework cannot know of a route: name, scope, headers, errors, examples.</summary>
static class DescribeOperation
{
    static readonly Dictionary<string, string> Parameters = new()
    {
        ["limit"] = "How many to answer, 1 to 100.",
        ["cursor"] = "Where to go on: next_cursor of the page before.",
        ["q"] = "Words to find.",
        ["archived"] = "True for the archived ones instead.",
        ["closed"] = "True for the accepted, revoked and worn-out ones too.",
        ["revoked"] = "True for the revoked ones too.",
        ["low"] = "True for those at or below their reorder point.",
    };

    /// <summary>Components of <see cref="ApiDocument"/>, by status.</summary>
    public static readonly IReadOnlyDictionary<int, (string Name, string Description, string Code)> Refusals = new Dictionary<int, (string, string, string)>
    {
        [400] = ("Invalid", "A parameter, header or member is not valid; each is named.", "invalid_request"),
        [401] = ("Unauthenticated", "No valid credential came with the request.", "unauthenticated"),
        [403] = ("Forbidden", "The credential lacks the permission; the answer names it.", "forbidden"),
        [404] = ("NotFound", "Unknown, or of another organization: the answer is the same.", "not_found"),
        [409] = ("Conflict", "The state of things is against it; the code says which.", "conflict"),
        [412] = ("Stale", "Changed since it was read (If-Match).", "precondition_failed"),
        [413] = ("TooLarge", "The body has more than 10,485,760 bytes.", "body_too_large"),
        [415] = ("WrongType", "The body is not application/json.", "unsupported_media_type"),
        [422] = ("KeyReused", "The Idempotency-Key was used with another body.", "idempotency_key_reused"),
        [429] = ("RateLimited", "Too many requests; Retry-After says when to go on.", "rate_limited"),
        [503] = ("Unavailable", "Not available for a moment; nothing was changed.", "unavailable"),
    };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken _)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Act>().FirstOrDefault() is not { } act)
            return Task.CompletedTask;
        using var scope = context.ApplicationServices.CreateScope();
        var gated = (Gated)scope.ServiceProvider.GetRequiredService(act.Gated);
        var method = context.Description.HttpMethod!;
        var onOne = context.Description.RelativePath!.Replace("{slug}", "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal);
        var keyed = metadata.OfType<MethodInfo>().First().GetParameters().Any(parameter => parameter.ParameterType == typeof(IdempotencyKey));

        Name(operation, gated, act.Gated);
        DescribeParameters(operation);
        AddHeaders(operation, method, onOne, keyed);
        AddExamples(operation, context, act);
        foreach (var status in StatusesOf(method, onOne, operation.RequestBody is not null, operation.Parameters?.Count > 0, keyed))
            (operation.Responses ??= [])[$"{status}"] = new OpenApiResponseReference(Refusals[status].Name, context.Document);
        return Task.CompletedTask;
    }

    static void Name(OpenApiOperation operation, Gated gated, Type type)
    {
        operation.OperationId ??= gated.Action; // a route that shares its operation with another one has a name of its own
        operation.Summary = Summary(gated.Action);
        operation.Description = $"{Comments.Of(type)} {(gated.Permission.Scope is { } needed ? $"Needs the scope `{needed}`." : "Needs no scope.")}".Trim();
        operation.AddExtension("x-required-scope", new JsonNodeExtension(JsonValue.Create(gated.Permission.Scope)!));
        operation.AddExtension("x-permission", new JsonNodeExtension(JsonValue.Create(gated.Permission.Name)!));
    }

    /// <summary><c>webhook_endpoint.rotate_secret</c> is "Rotate secret of webhook endpoint".</summary>
    static string Summary(string action)
    {
        var (thing, deed) = action.Split('.') is [var noun, var verb] ? (noun.Replace('_', ' '), verb.Replace('_', ' ')) : (action, "");
        var words = deed.Contains(' ', StringComparison.Ordinal) ? $"{deed} of {thing}" : deed == "list" ? $"list {(thing.EndsWith('y') ? thing[..^1] + "ies" : thing + "s")}" : $"{deed} {thing}";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    static void DescribeParameters(OpenApiOperation operation)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description ??= parameter.Name == "slug" ? "Whose storefront: the organization's address." : parameter.In == ParameterLocation.Path ? "Its id." : Parameters.GetValueOrDefault(parameter.Name!, $"Only those with this {parameter.Name!.Replace('_', ' ')}.");
            if (parameter is { Name: "limit", Schema: OpenApiSchema schema })
                (schema.Minimum, schema.Maximum, schema.Default) = ("1", $"{PageRequest.Largest}", JsonValue.Create(20));
        }
    }

    static void AddHeaders(OpenApiOperation operation, string method, bool onOne, bool keyed)
    {
        operation.Parameters ??= [];
        if (keyed)
            operation.Parameters.Add(Header(IdempotencyKey.Header, "Names this one intent: the same key and body give the same answer for 24 hours.", 255));
        if (onOne && method != "GET")
            operation.Parameters.Add(Header("If-Match", "ETag of what was read: the change is made only if it is still so.", 200));
        if (method == "GET")
            operation.Parameters.Add(Header("If-None-Match", "ETag of what is known already: the answer is 304 if it is still so.", 200));
    }

    static OpenApiParameter Header(string name, string description, int longest) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest } };

    static void AddExamples(OpenApiOperation operation, OpenApiOperationTransformerContext context, Act act)
    {
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var asked) == true
            && context.Description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source?.Id == "Body") is { } body)
            asked.Example = Examples.OfBody(body.Type);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse answered || !status.StartsWith('2'))
                continue;
            if (answered.Content?.TryGetValue("application/json", out var given) == true)
                given.Example = Examples.Of(act.Answer);
            answered.Description = status switch { "201" => "Made; as it is now.", "202" => "Taken on, to be done in a moment.", "204" => "Done.", _ => context.Description.HttpMethod == "GET" ? "What was asked for." : "As it is now." };
            answered.Headers = new Dictionary<string, IOpenApiHeader> { [RequestId.Header] = new OpenApiHeaderReference(RequestId.Header, context.Document), ["RateLimit"] = new OpenApiHeaderReference("RateLimit", context.Document) };
            if (status is "200" or "201")
                answered.Headers["ETag"] = new OpenApiHeaderReference("ETag", context.Document);
            if (status is "201")
                answered.Headers["Location"] = new OpenApiHeaderReference("Location", context.Document);
        }
        if (context.Description.HttpMethod == "GET")
            (operation.Responses ??= [])["304"] = new OpenApiResponse { Description = "As the If-None-Match header knows it." };
    }

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
