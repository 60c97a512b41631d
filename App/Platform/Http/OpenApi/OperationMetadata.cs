using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace App.Platform.Http;

/// <summary>
/// Describes the operation or query that an API route runs. It is found in the parameters of the route's handler, so the API
/// description always matches the code. Sign-in routes run several operations and name the one to describe.
/// </summary>
/// <param name="Operation">The type of the operation or query.</param>
/// <param name="Result">The type of its result; <see cref="Done"/> if it has none.</param>
sealed record OperationMetadata(Type Operation, Type Result)
{
    /// <summary>Adds the metadata to a route, and its response type unless the route declares one.</summary>
    public static void AddTo(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<OperationMetadata>().Any()
            || endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault() is not { } handler
            || Of(handler) is not { } metadata)
            return;
        endpoint.Metadata.Add(metadata);
        if (!endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(produces => produces.StatusCode < 300))
            endpoint.Metadata.Add(Produces(endpoint, metadata));
    }

    static OperationMetadata? Of(MethodInfo handler) =>
        (from parameter in handler.GetParameters()
         where parameter.ParameterType.IsSubclassOf(typeof(OperationBase))
         select new OperationMetadata(parameter.ParameterType, ResultOf(parameter.ParameterType))).FirstOrDefault();

    /// <summary>Returns the result type of an operation or query: the second type argument of its generic base class.</summary>
    static Type ResultOf(Type type)
    {
        var generic = type;
        while (generic is not { IsGenericType: true } || !IsBase(generic.GetGenericTypeDefinition()))
            generic = generic?.BaseType
                ?? throw new InvalidOperationException($"{type.Name} is neither an operation nor a query.");
        return generic.GetGenericArguments()[1];
    }

    static bool IsBase(Type definition) => definition == typeof(Operation<,>) || definition == typeof(Query<,>);

    static ProducesResponseTypeMetadata Produces(EndpointBuilder endpoint, OperationMetadata metadata)
    {
        var (_, result) = metadata;
        var method = endpoint.Metadata.OfType<HttpMethodMetadata>().First().HttpMethods[0];
        var onOne = (endpoint as RouteEndpointBuilder)?.RoutePattern.Parameters.Count > 0;
        if (method == "DELETE")
            return new(StatusCodes.Status204NoContent, typeof(void));
        var status = method == "POST" && !onOne ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return new(status, result, ["application/json"]);
    }
}
