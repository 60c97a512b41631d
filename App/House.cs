using App.Accounts;
using App.ApiKeys;
using App.Audit;
using App.Backstage;
using App.Catalog;
using App.Customers;
using App.Docs;
using App.Home;
using App.Inventory;
using App.Mails;
using App.Orders;
using App.Organizations;
using App.Platform;
using App.Platform.Ui;
using App.Shell;
using App.Storefront;
using App.Webhooks;

namespace App;

/// <summary>The map of the house: every feature, from the ground up. What is not listed here does not exist.</summary>
public static class House
{
    public static readonly IReadOnlyList<Module> Features =
    [
        new HomeModule(),
        new AccountsModule(),
        new OrganizationsModule(),
        new ApiKeysModule(),
        new AuditModule(),
        new MailsModule(),
        new WebhooksModule(),
        new BackstageModule(),
        new CatalogModule(),
        new InventoryModule(),
        new CustomersModule(),
        new OrdersModule(),
        new StorefrontModule(),
        new DocsModule(),
    ];

    public static void AddHouse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddDatabases(configuration);
        services.AddKeyRing();
        services.AddSingleton<FieldKeys>();
        services.AddSingleton<FieldCipher>();
        services.AddSingleton<Places>();
        services.AddTokens();
        services.AddAuthenticationSchemes();
        services.AddSingleton(new Site(configuration));
        services.AddMail(configuration);
        services.AddSingleton(new PermissionCatalogue(Features.SelectMany(feature => feature.Permissions)));
        services.AddSingleton(new ConstraintProblems(Features.SelectMany(feature => feature.Constraints)));
        services.AddSingleton(new ProblemCatalogue(Features.SelectMany(feature => feature.Problems)));
        services.AddSingleton<Turnstile>();
        services.AddSingleton<Changes>();
        services.AddSingleton<Limiter>();
        services.AddSingleton(new EventCatalogue(Features.SelectMany(feature => feature.Events)));
        services.AddWork();
        services.AddSingleton(new PageParts(Features.SelectMany(feature => feature.Parts)));
        services.AddTransient<Gate>();
        foreach (var gated in GatedTypes)
            services.AddTransient(gated);
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddApiDocument();
        services.AddShell();
        services.AddCircuits();
        foreach (var feature in Features)
            feature.AddServices(services, configuration);
    }

    public static void MapHouse(this WebApplication app)
    {
        app.UseProxies();
        app.UseErrorPages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<PlainHttp>();
        app.UseMiddleware<OriginCheck>();
        app.UseApiReader();
        app.UseRouting();
        app.UseOutputCache(); // what is kept is for everyone: who asks need not be found out
        app.UseSameSiteHop(StaffCookie.Access);
        app.UseAuthentication();
        app.UseRefreshLead();
        app.UseMiddleware<ApiLimits>();
        app.UseMiddleware<EntranceLimits>();
        app.UseCaller();
        app.UseAuthorization();
        app.UseCircuitConnections();
        app.UseAntiforgery();
        foreach (var feature in Features)
            feature.MapRoutes(app);
        app.MapKeySet();
        app.MapApiDocument();
        app.MapHealth();
        app.MapMailbox();
        app.MapShell();
    }

    /// <summary>Every operation and query there is.</summary>
    public static IEnumerable<Type> GatedTypes => typeof(House).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Gated)) && !type.IsAbstract);
}
