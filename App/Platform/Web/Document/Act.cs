using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace App.Platform;

/// <summary>What a route of the API runs: found in its handler's parameters, so that the document cannot say otherwise than the code. What signs in runs several, and says of which it speaks.</summary>
/// <param name="Gated">The operation or query.</param>
/// <param name="Answer">What it answers; <see cref="Done"/> for nothing.</param>
sealed record Act(Type Gated, Type Answer)
{
    /// <summary>Marks each route with its act, and with what it answers unless the route says so itself.</summary>
    public static void Mark(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<Act>().Any() || endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault() is not { } handler || Of(handler) is not { } act)
            return;
        endpoint.Metadata.Add(act);
        if (!endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(produces => produces.StatusCode < 300))
            endpoint.Metadata.Add(Produces(endpoint, act));
    }

    static Act? Of(MethodInfo handler) =>
        (from parameter in handler.GetParameters()
         let basis = parameter.ParameterType.BaseType
         where basis is { IsGenericType: true } && basis.IsSubclassOf(typeof(Gated))
         select new Act(parameter.ParameterType, basis.GetGenericArguments()[1])).FirstOrDefault();

    static ProducesResponseTypeMetadata Produces(EndpointBuilder endpoint, Act act)
    {
        var method = endpoint.Metadata.OfType<HttpMethodMetadata>().First().HttpMethods[0];
        var onOne = (endpoint as RouteEndpointBuilder)?.RoutePattern.Parameters.Count > 0;
        return method == "DELETE" ? new(StatusCodes.Status204NoContent, typeof(void))
            : new(method == "POST" && !onOne ? StatusCodes.Status201Created : StatusCodes.Status200OK, act.Answer, ["application/json"]);
    }
}
