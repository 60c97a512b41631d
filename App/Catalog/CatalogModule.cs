using App.Catalog.Parts;

namespace App.Catalog;

/// <summary>Manages the products that an organization sells, and their variants.</summary>
public sealed class CatalogModule : Module
{
    public override string Title => "Catalog";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddTransient<PriceLookup>().AddTransient<VariantLookup>().AddTransient<ProductSearch>()
            .AddTransient<ProductCreation>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => CatalogEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => CatalogPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<ProductCreated>("Product created", "A product was added to the catalog."),
        EventType.Of<ProductUpdated>("Product updated", "A product or one of its variants was changed."),
        EventType.Of<ProductArchived>("Product archived", "A product was archived and can no longer be ordered."),
        EventType.Of<ProductRestored>("Product restored", "An archived product was restored and can be ordered again."),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Stock, "Products", "products", "package", 10, CatalogPermissions.Read.Name, "g p")];

    public override IReadOnlyList<ExportList> ExportLists => [ProductExport.List];

    public override IReadOnlyList<RecordPage> RecordPages =>
        [RecordPage.Of<Product>("product", "products/", CatalogPermissions.Read, product => product.Name)];

    public override IReadOnlyList<RecordKind> Records =>
        [RecordKind.Of<ProductRecords>("Product", 20, CatalogPermissions.Read.Name)];

    public override IReadOnlyList<QuickAction> Actions =>
        [new("Create product", "products/new", CatalogPermissions.Change.Name)];

    public override IReadOnlyList<BulkAction> BulkActions => ProductBulkActions.All;

    public override IReadOnlyList<Example> Examples =>
    [
        new("name", "Green tea"), new("description", "First flush, 100 g"), new("category", "Tea"),
        new("barcode", "4006381333931"), new("min_quantity", 12), new("quantity_step", 6),
    ];

    public override IReadOnlyList<Problem> Problems =>
    [
        CatalogProblems.SkuTaken, CatalogProblems.AnyBarcodeTaken, CatalogProblems.LastVariant, CatalogProblems.ProductArchived,
        CatalogProblems.PriceChanged, CatalogProblems.PriceBelowZero,
    ];

    public override IReadOnlyDictionary<string, Problem> Constraints =>
        new Dictionary<string, Problem>
        {
            [VariantTable.UniqueSku] = CatalogProblems.SkuTaken,
            [VariantTable.UniqueBarcode] = CatalogProblems.AnyBarcodeTaken,
        };
}
