using System.Reflection;
using System.Text.RegularExpressions;
using App.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.HouseRules;

/// <summary>A route of the API as the app maps it: tests that go through all of them cannot forget one.</summary>
/// <param name="Path">Below <see cref="Api.Base"/>.</param>
/// <param name="Filters">Query parameters that narrow a list.</param>
sealed partial record ApiRoute(string Method, string Path, bool TakesBody, IReadOnlyList<string> Filters)
{
    public string Name => $"{Method} {Path}";

    /// <summary>The kind of id that a place in the path takes.</summary>
    public string KindAt(string place) => place switch
    {
        "variant_id" => "var",
        "warehouse_id" => "whs",
        "slug" => "slug",
        _ => Path.Split('/')[1] switch
        {
            "api_keys" => "key", "audit_entries" => "aud", "customers" => "cus", "events" => "evt", "invitations" => "inv", "mails" => "eml", "members" => "mem", "orders" => "ord", "products" => "prd",
            "stock_movements" => "mov", "variants" => "var", "warehouses" => "whs", "webhook_deliveries" => "del", "webhook_endpoints" => "whe", "me" => "ses", "storefront" => "shs",
            var other => throw new InvalidOperationException($"Of which kind are the ids of {other}?"),
        },
    };

    public override string ToString() => Name;

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    public static partial Regex Places();
}

static class AllApiRoutes
{
    extension(TestHouse house)
    {
        /// <summary>All that take a credential of an organization. Reads first, removals last.</summary>
        public IEnumerable<ApiRoute> ApiRoutes() =>
            from endpoint in house.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
            where path.StartsWith(Api.Base, StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            orderby method != "GET", method == "DELETE"
            select new ApiRoute(method, path[Api.Base.Length..], endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null, [.. FiltersOf(endpoint)]);
    }

    static IEnumerable<string> FiltersOf(RouteEndpoint endpoint) =>
        from parameter in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
        let query = parameter.GetCustomAttributes(false).OfType<IFromQueryMetadata>().FirstOrDefault()
        where query is not null && parameter.Name is not ("limit" or "cursor") && Nullable.GetUnderlyingType(parameter.ParameterType) != typeof(bool)
        select query.Name ?? SnakeCase.From(parameter.Name!);
}
