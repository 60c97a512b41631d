using App.Catalog;

namespace App.Inventory;

/// <summary>
/// Represents the stock of a variant in a warehouse: the sum of its movements, and how much of it is reserved for orders. Change
/// it only under a row lock (see <see cref="StockLedger"/>). The check constraints of the table reject overselling in any case.
/// </summary>
public sealed class StockLevel : IOwned, IIdentified
{
    /// <summary>Used only for paging. The API identifies a level by its variant and warehouse.</summary>
    public static string IdPrefix => "lvl";

    StockLevel() { }

    public Guid OrganizationId { get; private set; }
    public Id<StockLevel> Id { get; private set; }
    public Id<Variant> VariantId { get; private set; }
    public Id<Warehouse> WarehouseId { get; private set; }
    public decimal OnHand { get; private set; }
    public decimal Reserved { get; private set; }

    /// <summary>The level counts as low when this quantity or less is available. Null turns this off.</summary>
    public decimal? ReorderPoint { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public decimal Available => OnHand - Reserved;

    /// <summary>Adds a positive quantity to the stock on hand or removes a negative one. Reservations stay as they are.</summary>
    public void Move(decimal quantity, DateTimeOffset now)
    {
        OnHand += quantity;
        UpdatedAt = now;
    }

    public void Reserve(decimal quantity, DateTimeOffset now)
    {
        Reserved += quantity;
        UpdatedAt = now;
    }

    public void Release(decimal quantity, DateTimeOffset now)
    {
        Reserved -= quantity;
        UpdatedAt = now;
    }

    /// <summary>Removes reserved stock that is shipped.</summary>
    public void Ship(decimal quantity, DateTimeOffset now)
    {
        OnHand -= quantity;
        Reserved -= quantity;
        UpdatedAt = now;
    }

    public void Watch(decimal? reorderPoint, DateTimeOffset now)
    {
        if (reorderPoint == ReorderPoint)
            return;
        ReorderPoint = reorderPoint;
        UpdatedAt = now;
    }
}
