using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// Access is denied by default: anonymous routes are listed here, and every API route runs an operation or query.
/// </summary>
public sealed class RoutesTests(TestHost host)
{
    /// <summary>Routes that allow anonymous access on purpose.</summary>
    static readonly string[] Open =
    [
        "GET /healthz/live", "GET /healthz/ready", "GET /openapi/{documentName}.json",
        "GET /docs/search.json",
        "GET /favicon.ico", "POST /theme", "POST /logout", "POST /login/challenge", "GET /.well-known/jwks.json",
        "GET /robots.txt", "GET /sitemap.xml", "GET /.well-known/security.txt", "GET /.well-known/change-password",
        "GET /.well-known/{**rest}",
        // sign-in and renewal of a sign-in, by password or refresh token
        "POST /api/v1/auth/login", "POST /api/v1/auth/mfa", "POST /api/v1/auth/refresh", "POST /api/v1/auth/signup",
        "GET /signup/address",
        "POST /api/v1/auth/forgot", "POST /api/v1/auth/reset", "GET /account/refresh", "POST /account/refresh",
        "POST /api/v1/storefront/{slug}/auth/login", "POST /api/v1/storefront/{slug}/auth/refresh",
        "POST /api/v1/storefront/{slug}/auth/forgot", "POST /api/v1/storefront/{slug}/auth/reset", "GET /s/{slug}/refresh",
        "POST /s/{slug}/refresh",
        // the Gate requires a shopper
        "GET /api/v1/storefront/{slug}/me", "GET /api/v1/storefront/{slug}/me/sessions",
        "DELETE /api/v1/storefront/{slug}/me/sessions/{id}", "POST /api/v1/storefront/{slug}/auth/logout",
        "POST /api/hooks/resend", // authenticated by its signature
        "GET /downloads/{token}", // authenticated by the signature in the link
        "GET /s/{slug}/theme/{hash}.css", "GET /s/{slug}/logo/{hash}", "POST /s/{slug}/logout",
    ];

    [Fact]
    public void Only_listed_routes_allow_anonymous_access()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && !IsAsset(endpoint)).SelectMany(Names).Distinct();

        Assert.Equal([], open.Except(Open).Where(route => !OpenPages.Contains(route.Split(' ')[1])));
    }

    /// <summary>Pages that allow anonymous access: sign-in and its related pages, and the documentation.</summary>
    static readonly string[] OpenPages = [
        "/", "/error", "/not-found", "/refused", "/login", "/login/second", "/signup", "/forgot", "/reset", "/reset/{Token}",
        "/verify", "/verify/{Token}", "/invite/{Token}",
        "/docs", "/docs/api", "/docs/api/{Group}", "/docs/authentication", "/docs/errors", "/docs/errors/{Code}",
        "/docs/idempotency", "/docs/pagination", "/docs/quick-start", "/docs/rate-limits", "/docs/security",
        "/docs/self-hosting", "/docs/webhooks",
        // storefront pages: the Gate requires a shopper where one is needed
        "/s/{Slug}", "/s/{Slug}/p/{Id}", "/s/{Slug}/cart", "/s/{Slug}/checkout", "/s/{Slug}/login", "/s/{Slug}/forgot",
        "/s/{Slug}/reset", "/s/{Slug}/reset/{Token}", "/s/{Slug}/welcome/{Token}", "/s/{Slug}/orders", "/s/{Slug}/orders/{Id}",
        "/s/{Slug}/account", "/s/{Slug}/account/password", "/s/{Slug}/account/email", "/s/{Slug}/account/delete",
        "/s/{Slug}/account/sessions",
        // opened from an email, possibly without a session: authenticated by the token in the link
        "/account/unrecognized-sign-in/{Token}", "/s/{Slug}/account/unrecognized-sign-in/{Token}",
        "/account/undo-email-change/{Token}", "/s/{Slug}/account/undo-email-change/{Token}"];

    [Fact]
    public void Every_API_route_runs_an_operation_or_a_query()
    {
        var loose = Endpoints().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>() is not null
                && endpoint.Metadata.GetMetadata<OperationMetadata>() is null)
            .SelectMany(Names);

        Assert.Empty(loose);
    }

    IEnumerable<RouteEndpoint> Endpoints() =>
        host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    static bool IsAsset(Endpoint endpoint) =>
        endpoint.Metadata.Any(metadata => metadata.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
            .Select(method => $"{method} {endpoint.RoutePattern.RawText}");
}
