using App.Accounts;
using App.ApiKeys;
using App.Audit;
using App.Backstage;
using App.BulkChanges;
using App.Catalog;
using App.Comments;
using App.Customers;
using App.Docs;
using App.Exports;
using App.Home;
using App.Inventory;
using App.Notifications;
using App.EmailLog;
using App.Orders;
using App.Organizations;
using App.SampleData;
using App.SavedViews;
using App.SecurityEvents;
using App.Shell;
using App.SignIn;
using App.Storefront;
using App.Webhooks;

namespace App;

/// <summary>Lists every feature, the lowest layer first. A feature that is not listed here is not part of the app.</summary>
public static class Features
{
    public static readonly IReadOnlyList<Module> All =
    [
        new HomeModule(),
        new SignInModule(),
        new BulkChangesModule(),
        new ExportsModule(),
        new SavedViewsModule(),
        new AccountsModule(),
        new OrganizationsModule(),
        new ApiKeysModule(),
        new AuditModule(),
        new SecurityEventsModule(),
        new EmailLogModule(),
        new CommentsModule(),
        new NotificationsModule(),
        new WebhooksModule(),
        new BackstageModule(),
        new CatalogModule(),
        new InventoryModule(),
        new CustomersModule(),
        new OrdersModule(),
        new StorefrontModule(),
        new SampleDataModule(),
        new DocsModule(),
    ];

    /// <summary>Gets the settings of all features. The general ones are in <see cref="Setting"/>.</summary>
    public static IEnumerable<Setting> Settings => All.SelectMany(feature => feature.Settings);

    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(configuration);
        services.AddKeyRing();
        services.AddSingleton<EncryptionKeys>();
        services.AddSingleton<FieldCipher>();
        services.AddSingleton<Places>();
        services.AddTokens();
        services.AddAuthenticationSchemes();
        services.AddSingleton(new PublicUrl(configuration));
        services.AddMail(configuration);
        services.AddSingleton<IObjectStore>(FolderStore.From(configuration));
        services.AddSingleton(new PermissionCatalog(
            All.Where(feature => feature.Permissions.Count > 0)
                .Select(feature => new PermissionGroup(feature.Title, feature.Permissions)),
            All.SelectMany(feature => feature.Roles),
            granting: OrganizationPermissions.ChangeMembers.Name));
        services.AddSingleton(new CredentialResolvers(All.SelectMany(feature => feature.Credentials)));
        services.AddSingleton(new ConstraintProblems(All.SelectMany(feature => feature.Constraints)));
        services.AddSingleton(new ProblemCatalog(All.SelectMany(feature => feature.Problems)));
        services.AddSingleton<Refusals>();
        services.AddSingleton<GateConcurrency>();
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<SecurityReports>();
        services.AddBackgroundLoop<SecurityEventWriter>();
        services.AddSingleton<Limiter>();
        services.AddSingleton(new RateLimits(All.SelectMany(feature => feature.RateLimits)));
        services.AddSingleton(new EventCatalog(All.SelectMany(feature => feature.Events)));
        services.AddWork();
        services.AddEvents();
        services.AddSingleton(new TransactionHandlers(All.SelectMany(feature => feature.TransactionHandlers)));
        services.AddEventHandlers(new EventHandlers(
            All.SelectMany(feature => feature.Handlers),
            All.SelectMany(feature => feature.Events.Select(type => type.Payload).Concat(feature.AccountEvents))));
        services.AddSingleton(new StatusNames(All.SelectMany(feature => feature.Statuses)));
        services.AddSingleton(new PageParts(All.SelectMany(feature => feature.Parts)));
        services.AddHomeCards([.. All.SelectMany(feature => feature.HomeCards)]);
        services.AddTimelineNotes([.. All.SelectMany(feature => feature.TimelineParts)]);
        services.AddTransient(provider => new SetupSteps(All.SelectMany(feature => feature.SetupSteps), provider));
        services.AddRecordSearch([.. All.SelectMany(feature => feature.Records)]);
        services.AddSingleton(new RecordPages([.. All.SelectMany(feature => feature.RecordPages)]));
        foreach (var action in All.SelectMany(feature => feature.Actions))
            services.AddSingleton(action);
        foreach (var action in All.SelectMany(feature => feature.BulkActions))
        {
            services.AddSingleton(action);
            services.AddTransient(action.Handler);
        }
        foreach (var list in All.SelectMany(feature => feature.ExportLists))
        {
            services.AddSingleton(list);
            services.AddTransient(list.Reader);
        }
        services.AddTransient<Gate>();
        foreach (var operation in OperationTypes)
            services.AddTransient(operation);
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton(new Examples(
            All.SelectMany(feature => feature.Examples.Select(example => (NameOf(feature), example)))));
        services.AddApiDocument();
        services.AddShell();
        services.AddCircuits();
        foreach (var retention in All.SelectMany(feature => feature.Retention))
            services.AddRetention(retention);
        foreach (var feature in All)
            feature.AddServices(services, configuration);
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.UseProxies();
        app.UseMiddleware<HeadRequests>();
        app.UseErrorPages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ExceptionMapping>();
        app.UseMiddleware<RequireHttps>();
        app.UseMiddleware<OriginCheck>();
        app.UseRouting();
        app.UseOutputCache(); // cached pages are the same for everyone, so this runs before authentication
        app.UseSameSiteRedirect(StaffRealm.AccessCookie);
        app.UseMiddleware<AddressRateLimits>(); // before authentication, which looks credentials up
        app.UseAuthentication();
        app.UseRefreshRedirect();
        app.UseMiddleware<ApiRateLimits>();
        app.UseMiddleware<FormRateLimits>();
        app.UseCaller();
        app.UseAuthorization();
        app.UseCircuitConnections();
        app.UseAntiforgery();
        foreach (var feature in All)
            feature.MapRoutes(app);
        app.MapKeySet();
        app.MapApiDocument();
        app.MapHealth();
        app.MapMailbox();
        app.MapShell();
    }

    /// <summary>Returns the name of the feature's folder and namespace.</summary>
    static string NameOf(Module feature) => feature.GetType().Namespace!.Split('.')[1];

    /// <summary>Gets the types of all operations and queries.</summary>
    public static IEnumerable<Type> OperationTypes => typeof(Features).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(OperationBase)) && !type.IsAbstract);
}
