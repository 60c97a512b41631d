using App.Platform;
using App.Platform.Ui;

namespace App.Inventory;

/// <summary>What there is, and where: warehouses, the ledger of movements, and the levels they add up to.</summary>
public sealed class InventoryModule : Module
{
    public override string Title => "Inventory";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddTransient<StockLedger>().AddTransient<WarehouseBook>().AddTransient<ShelfBook>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => InventoryEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => InventoryPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<WarehouseCreated>("Warehouse created", "A place for stock was opened."),
        EventType.Of<WarehouseUpdated>("Warehouse updated", "A warehouse got another name or code, or became the default."),
        EventType.Of<WarehouseArchived>("Warehouse archived", "A warehouse was closed."),
        EventType.Of<StockAdjusted>("Stock adjusted", "A person corrected the count of a variant in a warehouse."),
        EventType.Of<StockTransferred>("Stock transferred", "Goods moved from one warehouse to another."),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
    [
        new("Stock", "Inventory", "inventory", "box", 20, InventoryPermissions.Read.Name, "g s"),
        new("Stock", "Movements", "movements", "arrows-exchange", 30, InventoryPermissions.Read.Name, "g v"),
        new("Stock", "Warehouses", "warehouses", "building-warehouse", 40, InventoryPermissions.Read.Name, "g w"),
    ];

    public override IReadOnlyList<Problem> Problems =>
    [
        InventoryProblems.CodeTaken, InventoryProblems.DefaultWarehouse, InventoryProblems.WarehouseInUse, InventoryProblems.NoWarehouse,
        InventoryProblems.Insufficient("TEA-1", null), InventoryProblems.OutOfStock([(new StockNeed(default, "TEA-1", 2), 1)]),
    ];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [WarehouseTable.UniqueCode] = InventoryProblems.CodeTaken,
        [WarehouseTable.UniqueDefault] = Problem.Busy,
    };
}
