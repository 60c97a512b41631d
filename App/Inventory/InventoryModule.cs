using App.Catalog;
using App.Inventory.Parts;
using App.Organizations;
using static App.Platform.Http.Examples;

namespace App.Inventory;

/// <summary>Manages warehouses, the ledger of stock movements, and the stock levels that result from it.</summary>
public sealed class InventoryModule : Module
{
    public override string Title => "Inventory";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddTransient<StockLedger>().AddTransient<WarehouseLookup>().AddTransient<AvailabilityLookup>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => InventoryEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => InventoryPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<WarehouseCreated>("Warehouse created", "A warehouse was created."),
        EventType.Of<WarehouseUpdated>("Warehouse updated", "A warehouse's name or code was changed, or it became the default."),
        EventType.Of<WarehouseArchived>("Warehouse archived", "A warehouse was archived."),
        EventType.Of<WarehouseRestored>("Warehouse restored", "An archived warehouse was restored."),
        EventType.Of<StockAdjusted>("Stock adjusted", "Stock of a variant was added to or removed from a warehouse."),
        EventType.Of<StockTransferred>("Stock transferred", "Stock of a variant was moved from one warehouse to another."),
    ];

    public override IReadOnlyList<TransactionHandler> TransactionHandlers =>
        [TransactionHandler.For<OrganizationCreated>(FirstWarehouse.OpenAsync)];

    public override IReadOnlyList<NavEntry> Navigation =>
    [
        new(NavGroup.Stock, "Inventory", "inventory", "box", 20, InventoryPermissions.Read.Name, "g s"),
        new(NavGroup.Stock, "Movements", "movements", "arrows-exchange", 30, InventoryPermissions.Read.Name, "g v"),
        new(NavGroup.Stock, "Warehouses", "warehouses", "building-warehouse", 40, InventoryPermissions.Read.Name, "g w"),
    ];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(LevelState.InStock, "In stock", Tone.Success, Shape.Filled),
        new(LevelState.Low, "Low", Tone.Warning, Shape.Half),
        new(LevelState.OutOfStock, "Out of stock", Tone.Danger, Shape.Cross),
    ];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.Product, typeof(ProductStockCard), InventoryPermissions.Read.Name)];

    public override IReadOnlyList<HomeCard> HomeCards => [HomeCard.Of<StockHomeCard>(20, InventoryPermissions.Read.Name)];

    public override IReadOnlyList<SetupStep> SetupSteps =>
    [
        SetupStep.Of<HasStockedProduct>(
            10, "Add a product", "A product has a name and a price. Enter how many you have, and it can be ordered.",
            "Add product", "products/new", CatalogPermissions.Change.Name),
    ];

    public override IReadOnlyList<ExportList> ExportLists => [StockLevelExport.List, MovementExport.List];

    public override IReadOnlyList<RecordPage> RecordPages =>
    [
        RecordPage.Of<Variant>("SKU", "inventory/", InventoryPermissions.Read, variant => variant.Sku),
        RecordPage.Of<Warehouse>("warehouse", "warehouses/", InventoryPermissions.Read, warehouse => warehouse.Name),
    ];

    public override IReadOnlyList<RecordKind> Records =>
    [
        RecordKind.Of<SkuRecords>("SKU", 30, InventoryPermissions.Read.Name),
        RecordKind.Of<WarehouseRecords>("Warehouse", 50, InventoryPermissions.Read.Name),
    ];

    public override IReadOnlyList<QuickAction> Actions =>
    [
        new("Adjust stock", "inventory/adjust", InventoryPermissions.Change.Name),
        new("Transfer stock", "inventory/transfer", InventoryPermissions.Change.Name),
        new("Create warehouse", "warehouses/new", InventoryPermissions.ChangeWarehouses.Name),
    ];

    public override IReadOnlyList<Invariant> Invariants => StockInvariants.All;

    public override IReadOnlyList<Example> Examples =>
    [
        new("name", "Main"), new("code", "MAIN"), new("reason", "Stock count"), new("document_id", ExampleId("ord")),
        new("on_hand", 40), new("reserved", 2), new("available", 38), new("reorder_point", 10),
    ];

    public override IReadOnlyList<Problem> Problems =>
    [
        InventoryProblems.CodeTaken,
        InventoryProblems.DefaultWarehouse,
        InventoryProblems.WarehouseInUse,
        InventoryProblems.NoWarehouse,
        InventoryProblems.Insufficient("TEA-1", null),
        InventoryProblems.OutOfStock([(new StockNeed(default, "TEA-1", 2), 1)]),
    ];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [WarehouseTable.UniqueCode] = InventoryProblems.CodeTaken,
        [WarehouseTable.UniqueDefault] = Problem.Busy,
    };
}
