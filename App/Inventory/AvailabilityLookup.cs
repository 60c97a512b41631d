using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Indicates whether a variant is in stock. Customers see it instead of a count, because stock counts are confidential.
/// </summary>
public enum Availability { InStock, LowStock, OutOfStock }

/// <summary>
/// Looks up what storefronts can sell from the default warehouse, for other features, within their transaction.
/// </summary>
public sealed class AvailabilityLookup
{
    /// <summary>Contains the available quantity of a variant.</summary>
    /// <param name="IsLow">True if it is at or below the reorder point.</param>
    public sealed record Entry(decimal Available, bool IsLow)
    {
        /// <summary>The entry of a variant that the default warehouse does not hold.</summary>
        public static readonly Entry None = new(0, false);

        /// <summary>
        /// Returns the availability to those who can order only these quantities: at least the smallest is needed.
        /// </summary>
        public Availability To(QuantityRule quantities)
        {
            if (Available < quantities.Minimum)
                return Availability.OutOfStock;
            return IsLow ? Availability.LowStock : Availability.InStock;
        }
    }

    /// <summary>
    /// Returns what is available of each variant, as a query that the caller makes part of its own statement: a list of ids would
    /// grow with the catalog.
    /// </summary>
    public IQueryable<ProductSearch.Stock> Stock(OperationContext context) => InDefaultWarehouse(context)
        .Select(level => new ProductSearch.Stock { VariantId = level.VariantId, Available = level.OnHand - level.Reserved });

    /// <summary>
    /// Returns the stock of these variants. Leaves out variants that the default warehouse does not hold.
    /// </summary>
    public async Task<IReadOnlyDictionary<Id<Variant>, Entry>> FindAsync(
        OperationContext context, IReadOnlyCollection<Id<Variant>> variants, CancellationToken ct) =>
        await InDefaultWarehouse(context).AsNoTracking().Where(level => variants.Contains(level.VariantId))
            .ToDictionaryAsync(
                level => level.VariantId,
                level => new Entry(level.Available, level.Available <= level.ReorderPoint), ct);

    /// <summary>
    /// Returns the levels of the default warehouse. PostgreSQL evaluates the subquery of a single value once per statement; it
    /// would evaluate a join for every level.
    /// </summary>
    static IQueryable<StockLevel> InDefaultWarehouse(OperationContext context)
    {
        var warehouses = context.Db.Warehouses.Where(warehouse => warehouse.IsDefault)
            .Select(warehouse => (Id<Warehouse>?)warehouse.Id);
        return context.Db.StockLevels.Where(level => level.WarehouseId == warehouses.SingleOrDefault());
    }
}
