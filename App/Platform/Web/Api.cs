using Microsoft.AspNetCore.Http.Metadata;

namespace App.Platform;

/// <summary>The REST door's frame: where it stands, who may knock, which query parameters it knows.</summary>
public static class Api
{
    public const string Base = "/api/v1";

    /// <summary>A resource of the API: <c>routes.MapResource("/orders")</c>. Signed-in callers and keys only; see <see cref="Gate"/> for the rest.</summary>
    public static RouteGroupBuilder MapResource(this IEndpointRouteBuilder routes, string resource)
    {
        var group = routes.MapGroup(Base + resource).RequireAuthorization();
        group.AddEndpointFilterFactory((factory, next) => RefuseUnknownParameters(factory, next));
        group.WithTags(resource.Trim('/'));
        ((IEndpointConventionBuilder)group).Finally(Act.Mark);
        return group;
    }

    /// <summary>Open to those who are not signed in, as many as the limit lets through. What it runs in the end is said here, because signing in takes several steps.</summary>
    public static RouteHandlerBuilder Entrance<TGated, TAnswer>(this RouteHandlerBuilder route, Limit? limit = null, int status = StatusCodes.Status200OK) where TGated : Gated =>
        route.AllowAnonymous().WithMetadata(new EntranceAttribute((limit ?? Limit.Entrance).Name), new Act(typeof(TGated), typeof(TAnswer)))
            .WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TAnswer), ["application/json"]));

    /// <summary>A misspelled filter that is silently ignored answers the wrong question: unknown parameters are a 400.</summary>
    static EndpointFilterDelegate RefuseUnknownParameters(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var known = factory.MethodInfo.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().Select(query => query.Name ?? SnakeCase.From(parameter.Name!)))
            .ToHashSet(StringComparer.Ordinal);
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

    public static Problem UnknownParameter(string name, IReadOnlyCollection<string> known) => Unsound(name, "unknown_parameter",
        $"'{name}' is not a parameter of this request. {(known.Count == 0 ? "It takes none." : $"It takes {string.Join(", ", known.Order(StringComparer.Ordinal))}.")}");

    public static Problem DuplicateParameter(string name) => Unsound(name, "duplicate_parameter", $"'{name}' is there more than once.");

    static Problem Unsound(string name, string code, string detail) => new(400, code, "The request is not valid", detail) { Param = name, Errors = [new(name, code, detail)] };

    static ValueTask<object?> Refuse(Problem problem) => ValueTask.FromResult<object?>(new ProblemResult(problem));
}
