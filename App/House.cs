using App.Accounts;
using App.ApiKeys;
using App.Catalog;
using App.Platform;
using App.Webhooks;

namespace App;

/// <summary>The map of the house: every feature, from the ground up. What is not listed here does not exist.</summary>
public static class House
{
    public static readonly IReadOnlyList<Module> Features =
    [
        new AccountsModule(),
        new ApiKeysModule(),
        new WebhooksModule(),
        new CatalogModule(),
    ];

    public static void AddHouse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddDatabases(configuration);
        services.AddKeyRing();
        services.AddAuthenticationSchemes();
        services.AddSingleton(new PermissionCatalogue(Features.SelectMany(feature => feature.Permissions)));
        services.AddSingleton(new ConstraintProblems(Features.SelectMany(feature => feature.Constraints)));
        services.AddSingleton(new EventCatalogue(Features.SelectMany(feature => feature.Events)));
        services.AddWork();
        services.AddTransient<Gate>();
        foreach (var gated in GatedTypes)
            services.AddTransient(gated);
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        foreach (var feature in Features)
            feature.AddServices(services, configuration);
    }

    public static void MapHouse(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<OriginCheck>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseCaller();
        app.UseAuthorization();
        foreach (var feature in Features)
            feature.MapRoutes(app);
        app.MapGet("/healthz/live", () => "ok").AllowAnonymous();
    }

    /// <summary>Every operation and query there is.</summary>
    public static IEnumerable<Type> GatedTypes => typeof(House).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Gated)) && !type.IsAbstract);
}
