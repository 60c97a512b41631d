using App.Catalog;

namespace App.Inventory;

/// <summary>
/// Creates a product and receives the opening stock of its variants, in one transaction. Quantities are multiples of the unit's
/// step. Also requires the permission to change stock.
/// </summary>
public sealed class CreateProductWithStock(
    Gate gate, ProductCreation products, WarehouseLookup warehouses, StockLedger stock)
    : Operation<CreateProductWithStock.Request, ProductView>(gate)
{
    /// <summary>The reason that is recorded with the movements.</summary>
    public const string Reason = "Opening stock";

    /// <param name="Draft">The variant.</param>
    /// <param name="OpeningQuantity">The quantity that is in the warehouse; null for none.</param>
    public sealed record NewVariant(VariantDraft Draft, decimal? OpeningQuantity = null);

    /// <param name="Name">Up to 200 characters.</param>
    /// <param name="Variants">1 to 50 variants.</param>
    /// <param name="Description">Up to 4,000 characters.</param>
    /// <param name="Category">Up to 80 characters. Customers can filter the storefront by category.</param>
    /// <param name="WarehouseId">The warehouse that has the stock. Defaults to the default warehouse.</param>
    public sealed record Request(
        string Name, IReadOnlyList<NewVariant> Variants, [property: Multiline] string? Description = null,
        string? Category = null, Id<Warehouse>? WarehouseId = null) : IRequest
    {
        internal CreateProduct.Request Product =>
            new(Name, [.. Variants.Select(variant => variant?.Draft!)], Description, Category);

        public void Check(Checks checks)
        {
            Product.Check(checks);
            checks.Each(Variants, nameof(Variants), (inner, variant) =>
            {
                if (variant.OpeningQuantity is not { } quantity)
                    return;
                var unit = variant.Draft.Unit ?? "";
                inner.Quantity(quantity, "The opening stock", nameof(variant.OpeningQuantity))
                    .That(
                        quantity <= 0 || QuantityRule.FitsStock(unit, quantity, quantity), nameof(variant.OpeningQuantity),
                        QuantityRule.StockFault(unit.Length > 0 ? unit : "piece", quantity), "off_step");
            });
        }
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "product.create_with_stock";

    protected override async Task<Result<ProductView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (!context.Actor.May(InventoryPermissions.Change))
            return await context.ForbiddenAsync(InventoryPermissions.Change, ct);
        var warehouse = await warehouses.FindAsync(context, request.WarehouseId, ct);
        if (!warehouse.Succeeded)
            return warehouse.Problem;
        if (await WarehouseLookup.HoldOpenAsync(context, [warehouse.Value.Id], ct) is [])
            return Problem.Missing("The warehouse");
        var added = await products.AddAsync(context, request.Product, ct);
        if (!added.Succeeded)
            return added.Problem;
        await context.Db.SaveChangesAsync(ct); // stock levels refer to variants that are stored

        var product = added.Value;
        context.Note(product.Id.ToString(), product.Name, after: product);
        var bySku = product.Variants.ToDictionary(variant => TextKey.Of(variant.Sku)!);
        var arrivals = request.Variants.Where(variant => variant.OpeningQuantity is not null)
            .Select(variant => new StockArrival(
                bySku[TextKey.Of(variant.Draft.Sku)!].Id, variant.Draft.Sku.Trim(), variant.OpeningQuantity!.Value))
            .ToList();
        await ReceiveAsync(context, warehouse.Value.Id, arrivals, ct);
        return product;
    }

    async Task ReceiveAsync(
        OperationContext context, Id<Warehouse> warehouse, List<StockArrival> arrivals, CancellationToken ct)
    {
        var received = await stock.ReceiveAsync(context, warehouse, arrivals, Reason, context.Now, ct);
        foreach (var (arrival, level, movement) in received)
        {
            var state = StockState.Of(level);
            context.NoteRelated("stock.adjust", arrival.VariantId.ToString(), arrival.Sku, before: null, after: state);
            context.Raise(new StockAdjusted(
                movement.Id, arrival.VariantId, arrival.Sku, arrival.Quantity, Reason, state));
        }
    }
}
