using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>A route of the API as the app maps it, so tests that iterate over all routes miss none.</summary>
/// <param name="Path">Below <see cref="Api.Base"/>.</param>
/// <param name="Filters">Query parameters that narrow a list.</param>
sealed partial record ApiRoute(string Method, string Path, bool TakesBody, IReadOnlyList<string> Filters)
{
    public string Name => $"{Method} {Path}";

    /// <summary>The id prefix that a path parameter takes.</summary>
    public string KindAt(string place) => place switch
    {
        "variant_id" => "var",
        "warehouse_id" => "whs",
        "slug" => "slug",
        _ => Path.Split('/')[1] switch
        {
            "api_keys" => "key", "audit_entries" => "aud", "customers" => "cus", "events" => "evt", "invitations" => "inv",
            "emails" => "eml", "members" => "mem", "orders" => "ord", "products" => "prd",
            "stock_movements" => "mov", "variants" => "var", "warehouses" => "whs", "webhook_deliveries" => "del",
            "webhook_endpoints" => "whe", "me" => "ses", "storefront" => "shs",
            var other => throw new InvalidOperationException($"Add the id prefix of {other} here."),
        },
    };

    public override string ToString() => Name;

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    public static partial Regex Places();
}

static class AllApiRoutes
{
    extension(TestHost host)
    {
        /// <summary>All routes that take a credential of an organization, reads first and deletions last.</summary>
        public IEnumerable<ApiRoute> ApiRoutes() =>
            from endpoint in host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
            where path.StartsWith(Api.Base, StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            orderby method != "GET", method == "DELETE"
            select new ApiRoute(method, path[Api.Base.Length..], endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null,
                [.. FiltersOf(endpoint)]);
    }

    static IEnumerable<string> FiltersOf(RouteEndpoint endpoint) =>
        from parameter in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
        let query = parameter.GetCustomAttributes(false).OfType<IFromQueryMetadata>().FirstOrDefault()
        where query is not null && parameter.Name is not ("limit" or "cursor")
            && Nullable.GetUnderlyingType(parameter.ParameterType) != typeof(bool)
        select query.Name ?? SnakeCase.From(parameter.Name!);
}
