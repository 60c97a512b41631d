using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace App.Platform.Http;

/// <summary>Maps the routes of the REST API: base path, authorization and allowed query parameters.</summary>
public static class Api
{
    public const string Base = "/api/v1";

    /// <summary>
    /// Maps a resource of the API: <c>routes.MapResource("/orders", "Orders", "…")</c>. Its routes require a credential; the
    /// <see cref="Gate"/> does the rest.
    /// </summary>
    /// <param name="routes">The routes of the app.</param>
    /// <param name="resource">The path below <see cref="Base"/>. Its first segment is the group in the API reference.</param>
    /// <param name="title">The title of the group, such as "API keys".</param>
    /// <param name="summary">What the objects of the group are and what they are used for, in one or two sentences.</param>
    public static RouteGroupBuilder MapResource(
        this IEndpointRouteBuilder routes, string resource, string title, string summary)
    {
        var group = routes.MapResource(resource);
        group.WithMetadata(new ResourceDescription(TagOf(resource), title, summary));
        return group;
    }

    /// <summary>Maps more routes of a group that another call describes.</summary>
    public static RouteGroupBuilder MapResource(this IEndpointRouteBuilder routes, string resource)
    {
        var group = routes.MapGroup(Base + resource).RequireAuthorization();
        group.AddEndpointFilterFactory((factory, next) => RefuseUnknownParameters(factory, next));
        group.WithTags(TagOf(resource));
        ((IEndpointConventionBuilder)group).Finally(OperationMetadata.AddTo);
        return group;
    }

    static string TagOf(string resource) => resource.Trim('/').Split('/')[0];

    /// <summary>
    /// Opens a route to callers without a credential, with a rate limit. The operation is named here because sign-in routes run
    /// several.
    /// </summary>
    public static RouteHandlerBuilder RateLimited<TOperation, TAnswer>(
        this RouteHandlerBuilder route, Limit? limit = null, int status = StatusCodes.Status200OK)
        where TOperation : OperationBase =>
        route.AllowAnonymous()
            .WithMetadata(
                new RateLimitedAttribute((limit ?? Limit.RateLimited).Name),
                new OperationMetadata(typeof(TOperation), typeof(TAnswer)))
            .WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TAnswer), ["application/json"]));

    /// <summary>
    /// Rejects unknown query parameters with 400. If a misspelled filter were ignored, the response would answer another
    /// question.
    /// </summary>
    static EndpointFilterDelegate RefuseUnknownParameters(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var known = QueryParameters(factory.MethodInfo).ToHashSet(StringComparer.Ordinal);
        return context =>
        {
            foreach (var (name, values) in context.HttpContext.Request.Query)
                if (!known.Contains(name))
                    return Refuse(UnknownParameter(name, known));
                else if (values.Count > 1)
                    return Refuse(DuplicateParameter(name));
            return next(context);
        };
    }

    /// <summary>
    /// Returns the names of a route's query parameters: those of its handler and those of the groups that it takes, such as
    /// <see cref="PageQuery"/>.
    /// </summary>
    public static IEnumerable<string> QueryParameters(MethodInfo handler)
    {
        foreach (var parameter in handler.GetParameters())
        {
            if (QueryOf(parameter) is { } query)
                yield return query.Name ?? SnakeCase.From(parameter.Name!);
            else if (parameter.IsDefined(typeof(AsParametersAttribute), inherit: false))
                foreach (var property in parameter.ParameterType.GetProperties())
                    if (QueryOf(property) is { } grouped)
                        yield return grouped.Name ?? SnakeCase.From(property.Name);
        }
    }

    static IFromQueryMetadata? QueryOf(ICustomAttributeProvider declared) =>
        declared.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().FirstOrDefault();

    public static Problem UnknownParameter(string name, IReadOnlyCollection<string> known)
    {
        var hint = known.Count == 0
            ? "It has no parameters."
            : $"Its parameters are {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
        return Unsound(name, "unknown_parameter", $"'{name}' is not a parameter of this request. {hint}");
    }

    public static Problem DuplicateParameter(string name) =>
        Unsound(name, "duplicate_parameter", $"The parameter '{name}' was sent more than once.");

    static Problem Unsound(string name, string code, string detail) =>
        new(400, code, "The request is not valid", detail) { Param = name, Errors = [new(name, code, detail)] };

    static ValueTask<object?> Refuse(Problem problem) => ValueTask.FromResult<object?>(new ProblemResult(problem));
}
