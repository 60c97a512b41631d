using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.Organizations;
using App.SignIn;
using App.Storefront.Parts;

namespace App.Storefront;

/// <summary>
/// Adds the organization's shop for its customers. The storefront is its own realm under <c>/s/{slug}</c> and consists of static
/// pages that work without JavaScript.
/// </summary>
public sealed class StorefrontModule : Module
{
    public override string Title => "Storefront";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CatalogCache>();
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = 8 << 20;
            cache.MaximumBodySize = 1 << 20;
            cache.AddPolicy(CatalogPages.Policy, new CatalogPages());
        });
        services.AddTransient<CatalogSearch>();
        services.AddTransient<CartStore>();
        services.AddTransient<ShopperStore>();
        services.AddRealm<ShopperRealm>();
        services.AddTransient<ShopperSessions>();
        services.AddTransient<ShopperEmails>();
        services.AddTransient<IEmailRenderer, ShopperEmails>();
        services.AddTransient<ShopperSignIn>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        StorefrontEndpoints.Map(routes);
        ShopperAuthEndpoints.Map(routes);
        ShopperResetEndpoints.Map(routes);
    }

    public override IReadOnlyList<ICredentialResolver> Credentials => [new ShopperResolver()];

    public override IReadOnlyList<TransactionHandler> TransactionHandlers =>
    [
        TransactionHandler.For<CustomerArchived>(ShopperRevocation.OfArchivedAsync),
        TransactionHandler.For<CustomerRestored>(ShopperRevocation.OfRestoredAsync),
    ];

    public override IReadOnlyList<HandlerDeclaration> Handlers =>
    [
        HandlerDeclaration.OnEachInstance<OrganizationUpdated, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<OrganizationSlugChanged, InvalidateMovedCatalog>(),
        HandlerDeclaration.OnEachInstance<ProductCreated, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<ProductUpdated, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<ProductArchived, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<ProductRestored, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<WarehouseCreated, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<WarehouseUpdated, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<WarehouseArchived, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<WarehouseRestored, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<StockAdjusted, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<StockTransferred, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<OrderPlaced, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<OrderPartiallyFulfilled, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<OrderFulfilled, InvalidateCatalog>(),
        HandlerDeclaration.OnEachInstance<OrderCanceled, InvalidateCatalog>(),
    ];

    public override IReadOnlyList<Permission> Permissions => StorefrontPermissions.All;

    public override IReadOnlyList<Limit> RateLimits => [ShopperRealm.Attempts, ShopperRealm.FailedAttempts];

    public override IReadOnlyList<Retention> Retention => StorefrontRetention.All;

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Sell, "Storefront", "storefront", "building-store", 40, StorefrontPermissions.Change.Name, "g f")];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(OrderProgress.Ordered, "Ordered", Tone.Info, Shape.Ring),
        new(OrderProgress.PartlyShipped, "Partially shipped", Tone.Warning, Shape.Half),
        new(OrderProgress.Shipped, "Shipped", Tone.Success, Shape.Filled),
        new(OrderProgress.Canceled, "Canceled", Tone.Neutral, Shape.Cross),
        new(OrderProgress.RestCanceled, "Partially shipped, rest canceled", Tone.Neutral, Shape.Half),
        new(Availability.InStock, "In stock", Tone.Success, Shape.Filled),
        new(Availability.LowStock, "Few left", Tone.Warning, Shape.Half),
        new(Availability.OutOfStock, "Out of stock", Tone.Danger, Shape.Cross),
        new(ShopperState.Invited, "Invited", Tone.Info, Shape.Ring),
        new(ShopperState.Expired, "Expired", Tone.Neutral, Shape.Cross),
        new(ShopperState.Active, "Active", Tone.Success, Shape.Filled),
        new(ShopperState.Withdrawn, "Withdrawn", Tone.Neutral, Shape.Ring),
    ];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.Customer, typeof(ShopperCard), StorefrontPermissions.SeeShoppers.Name)];

    public override IReadOnlyList<Example> Examples =>
    [
        new("name", "Ana Ferreira"),
    ];

    public override IReadOnlyList<Problem> Problems =>
    [
        ShopperProblems.EmailTaken, ShopperProblems.NotWaiting, ShopperProblems.LinkClosed, ShopperProblems.WrongPassword,
        CartProblems.Full, CartProblems.Empty, CartProblems.Changed, CartProblems.ChangedElsewhere,
    ];

    public override IReadOnlyDictionary<string, Problem> Constraints =>
        new Dictionary<string, Problem> { [ShopperTable.UniqueEmail] = ShopperProblems.EmailTaken };
}
