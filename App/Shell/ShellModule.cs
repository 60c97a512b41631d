using App.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace App.Shell;

/// <summary>The roof: document, routes, layouts, navigation, error pages, theme.</summary>
public static class ShellModule
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddUi();
        // What a prerendered page hands to its circuit comes back through the browser in one message: a list of 50 needs more than the usual 32 kB.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 256 * 1024);
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>Outermost, so that the error page itself passes everything that other pages pass.</summary>
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            // What answers a failed post is a page that is read: the same page, whatever was sent.
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
                http.Request.Method = HttpMethods.Get;
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null && http.Response.StatusCode == StatusCodes.Status403Forbidden)
                http.Request.Path = "/refused";
            return next(http);
        });
        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // Our own header says frame-ancestors; the framework's would be a second one.
        app.MapRazorComponents<Document>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).Add(LeaveOutCircuitState);
        // A preference, worth no token: a page with one can be shown to its visitor alone. The check of origins holds here too.
        app.MapPost("/theme", ThemeChoice.Choose).AllowAnonymous().DisableAntiforgery();
        // Asked for by browsers whatever the page says; the drawing itself is the SVG.
        app.MapGet("/favicon.ico", () => TypedResults.LocalRedirect("/favicon.svg", permanent: true)).AllowAnonymous();
        return app;
    }

    /// <summary>
    /// What a prerendered page hands to its circuit, the visitor's form token first of all, is nothing to a storefront, which has none. The
    /// framework leaves it out where an endpoint's render modes are none, and keeps the type that says so to itself.
    /// </summary>
    static void LeaveOutCircuitState(EndpointBuilder endpoint)
    {
        if ((endpoint as RouteEndpointBuilder)?.RoutePattern.RawText?.StartsWith("/s/", StringComparison.Ordinal) == true
            && endpoint.Metadata.FirstOrDefault(item => item.GetType().Name == "ConfiguredRenderModesMetadata") is { } modes)
            endpoint.Metadata[endpoint.Metadata.IndexOf(modes)] = Activator.CreateInstance(modes.GetType(), [Array.Empty<IComponentRenderMode>()])!;
    }
}
