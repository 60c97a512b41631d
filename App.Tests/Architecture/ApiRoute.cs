using System.Reflection;
using System.Text.RegularExpressions;
using App.Organizations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>A route of the API as the app maps it, so tests that iterate over all routes miss none.</summary>
/// <param name="Path">Below <see cref="Api.Base"/>.</param>
/// <param name="Filters">Query parameters that narrow a list.</param>
/// <param name="Kinds">The id prefix of each path parameter.</param>
sealed partial record ApiRoute(
    string Method, string Path, bool TakesBody, IReadOnlyList<string> Filters, IReadOnlyDictionary<string, string> Kinds)
{
    public string Name => $"{Method} {Path}";

    /// <summary>The id prefix that a path parameter takes, from the type of the handler's parameter.</summary>
    public string KindAt(string place) => Kinds[place];

    public override string ToString() => Name;

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    public static partial Regex Places();
}

static class AllApiRoutes
{
    extension(TestHost host)
    {
        /// <summary>All routes that take a credential of an organization, reads first and deletions last.</summary>
        public IEnumerable<ApiRoute> ApiRoutes() => host.ApiRoutes(endpoint =>
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);

        /// <summary>The route with this method and path.</summary>
        public ApiRoute ApiRoute(string method, string path) =>
            host.ApiRoutes(_ => true).Single(route => route.Method == method && route.Path == path);

        IEnumerable<ApiRoute> ApiRoutes(Func<RouteEndpoint, bool> wanted) =>
            from endpoint in host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
            where path.StartsWith(Api.Base, StringComparison.Ordinal) && wanted(endpoint)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            orderby method != "GET", method == "DELETE"
            select new ApiRoute(method, path[Api.Base.Length..], endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null,
                [.. FiltersOf(endpoint)], KindsOf(endpoint));
    }

    static Dictionary<string, string> KindsOf(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.Parameters.ToDictionary(
            place => place.Name,
            place => endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters()
                .Where(parameter => NameOf(parameter) == place.Name && parameter.ParameterType != typeof(string))
                .Select(parameter => parameter.ParameterType == typeof(RoleKey)
                    ? PermissionCatalog.CustomRolePrefix
                    : Examples.PrefixOf(parameter.ParameterType))
                .SingleOrDefault(place.Name)); // the slug of a storefront has no prefix

    static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributes(false).OfType<IFromRouteMetadata>().FirstOrDefault()?.Name
        ?? SnakeCase.From(parameter.Name!);

    static IEnumerable<string> FiltersOf(RouteEndpoint endpoint) =>
        from parameter in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
        let query = parameter.GetCustomAttributes(false).OfType<IFromQueryMetadata>().FirstOrDefault()
        where query is not null && parameter.Name is not ("limit" or "cursor")
            && Nullable.GetUnderlyingType(parameter.ParameterType) != typeof(bool)
        select query.Name ?? SnakeCase.From(parameter.Name!);
}
