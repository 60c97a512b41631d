using App.Platform;
using App.Platform.Ui;
using App.Storefront.Parts;

namespace App.Storefront;

/// <summary>The organization's shop for its customers: a realm of its own under <c>/s/{slug}</c>, static pages that need no script.</summary>
public sealed class StorefrontModule : Module
{
    public override string Title => "Storefront";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CatalogueCache>();
        services.AddOutputCache(cache =>
        {
            (cache.SizeLimit, cache.MaximumBodySize) = (8 << 20, 1 << 20);
            cache.AddPolicy(CataloguePages.Policy, new CataloguePages());
        });
        services.AddTransient<CartBook>();
        services.AddTransient<ShopperBook>();
        services.AddTransient<ShopperDeviceBook>();
        services.AddTransient<ShopperChallengeBook>();
        services.AddTransient<ShopperPasswordBook>();
        services.AddTransient<ShopperLetters>();
        services.AddTransient<ILetterWriter, ShopperLetters>();
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

    public override IReadOnlyList<NavEntry> Navigation => [new("Sell", "Storefront", "storefront", "building-store", 40, StorefrontPermissions.Change.Name, "g f")];

    public override IReadOnlyList<PagePart> Parts => [new(PagePart.Customer, typeof(ShopperCard), StorefrontPermissions.SeeShoppers.Name)];

    public override IReadOnlyList<Problem> Problems => [ShopperProblems.EmailTaken, ShopperProblems.NotWaiting, ShopperProblems.LinkClosed, ShopperProblems.WrongPassword, CartProblems.Full, CartProblems.Empty, CartProblems.Changed, CartProblems.ChangedElsewhere];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem> { [ShopperTable.UniqueEmail] = ShopperProblems.EmailTaken };
}
