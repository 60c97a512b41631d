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
        services.AddTransient<KnownShopperDevices>();
        services.AddTransient<ShopperEmailCodeStore>();
        services.AddTransient<ShopperPasswordChanges>();
        services.AddTransient<ShopperEmails>();
        services.AddTransient<IEmailRenderer, ShopperEmails>();
        services.AddTransient<ShopperSignIn>();
        services.AddTransient<ShopperTokens>();
        services.AddTransient<ShopperRefresh>();
        services.AddSchedule<PruneShopperTokens>("prune shopper tokens", "49 3 * * *");
        services.AddSchedule<PruneKnownShopperDevices>("prune known shopper devices", "31 3 * * *");
        services.AddSchedule<PruneCarts>("prune carts", "41 3 * * *");
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        StorefrontEndpoints.Map(routes);
        ShopperAuthEndpoints.Map(routes);
        ShopperResetEndpoints.Map(routes);
    }

    public override IReadOnlyList<Permission> Permissions => StorefrontPermissions.All;

    public override IReadOnlyList<NavEntry> Navigation =>
        [new("Sell", "Storefront", "storefront", "building-store", 40, StorefrontPermissions.Change.Name, "g f")];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.Customer, typeof(ShopperCard), StorefrontPermissions.SeeShoppers.Name)];

    public override IReadOnlyList<Problem> Problems =>
    [
        ShopperProblems.EmailTaken, ShopperProblems.NotWaiting, ShopperProblems.LinkClosed, ShopperProblems.WrongPassword,
        CartProblems.Full, CartProblems.Empty, CartProblems.Changed, CartProblems.ChangedElsewhere,
    ];

    public override IReadOnlyDictionary<string, Problem> Constraints =>
        new Dictionary<string, Problem> { [ShopperTable.UniqueEmail] = ShopperProblems.EmailTaken };
}
