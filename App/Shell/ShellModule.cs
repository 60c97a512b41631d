using App.Platform.Ui;

namespace App.Shell;

/// <summary>The roof: document, routes, layouts, navigation, error pages, theme.</summary>
public static class ShellModule
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddUi();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>Outermost, so that the error page itself passes everything that other pages pass.</summary>
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/not-found");
        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // Our own header says frame-ancestors; the framework's would be a second one.
        app.MapRazorComponents<Document>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapPost("/theme", ThemeChoice.Choose).AllowAnonymous();
        // Asked for by browsers whatever the page says; the drawing itself is the SVG.
        app.MapGet("/favicon.ico", () => TypedResults.LocalRedirect("/favicon.svg", permanent: true)).AllowAnonymous();
        return app;
    }
}
