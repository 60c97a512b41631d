using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace App.Shell;

/// <summary>Registers what surrounds the pages: document, routes, layouts, navigation, error pages and theme.</summary>
public static class ShellModule
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddUi();
        services.AddTransient<ShellSearch>();
        services.AddAntiforgery(options => options.Cookie = new AntiforgeryCookie());
        // The state of a prerendered page reaches its circuit through the browser in one message. With the longest texts, an
        // order of 500 lines or a page of products with 100 variants each has a megabyte; beyond the limit the page would never
        // become live.
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 2 * 1024 * 1024);
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>
    /// Adds the error pages. It must come first, so error pages run through the same middleware as other pages.
    /// </summary>
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            var failed = http.Features.Get<IStatusCodeReExecuteFeature>() is not null;
            // error pages are only read, so a failed POST renders them with GET
            if (failed || http.Features.Get<IExceptionHandlerFeature>() is not null)
                http.Request.Method = HttpMethods.Get;
            if (failed && http.Response.StatusCode == StatusCodes.Status403Forbidden)
                http.Request.Path = "/refused";
            return next(http);
        });
        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // our own Content-Security-Policy has frame-ancestors; the framework would send a second header
        app.MapRazorComponents<Document>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(OmitCircuitState);
        // no antiforgery token for a mere preference: pages with a token can't be shared between visitors; the origin check still
        // applies
        app.MapPost("/theme", ThemeChoice.Choose).AllowAnonymous().DisableAntiforgery();
        app.MapWellKnown();
        // browsers request this path even though the pages link to the SVG
        app.MapGet("/favicon.ico", () => TypedResults.LocalRedirect("/favicon.svg", permanent: true)).AllowAnonymous();
        return app;
    }

    /// <summary>
    /// Omits the state for the circuit, such as the visitor's antiforgery token, from storefront pages, which have no circuit.
    /// The framework omits it if the endpoint's metadata lists no render modes, but the type of that metadata is internal.
    /// </summary>
    static void OmitCircuitState(EndpointBuilder endpoint)
    {
        var path = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText;
        if (path?.StartsWith("/s/", StringComparison.Ordinal) != true)
            return;
        var modes = endpoint.Metadata.FirstOrDefault(item => item.GetType().Name == "ConfiguredRenderModesMetadata");
        if (modes is null)
            return;
        var none = Activator.CreateInstance(modes.GetType(), [Array.Empty<IComponentRenderMode>()])!;
        endpoint.Metadata[endpoint.Metadata.IndexOf(modes)] = none;
    }
}
