using App.Catalog;
using App.Platform;

namespace App.Inventory;

/// <summary>
/// How much of a variant a warehouse has: the sum of the ledger, and what of it is promised to orders. Changed only under a row lock
/// (see <see cref="StockLedger"/>); the table's own checks have the last word.
/// </summary>
public sealed class StockLevel : IOwned, IIdentified
{
    /// <summary>For paging only: outside, a level is named by its variant and warehouse.</summary>
    public static string IdPrefix => "lvl";

    StockLevel() { }

    public Guid OrganizationId { get; private set; }
    public Id<StockLevel> Id { get; private set; }
    public Id<Variant> VariantId { get; private set; }
    public Id<Warehouse> WarehouseId { get; private set; }
    public decimal OnHand { get; private set; }
    public decimal Reserved { get; private set; }

    /// <summary>When no more than this is available, the level counts as low; null when nobody watches it.</summary>
    public decimal? ReorderPoint { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public decimal Available => OnHand - Reserved;

    /// <summary>Goods came (more than zero) or went. What is reserved stays on the shelf.</summary>
    public void Move(decimal quantity, DateTimeOffset now) => (OnHand, UpdatedAt) = (OnHand + quantity, now);

    public void Reserve(decimal quantity, DateTimeOffset now) => (Reserved, UpdatedAt) = (Reserved + quantity, now);

    public void Release(decimal quantity, DateTimeOffset now) => (Reserved, UpdatedAt) = (Reserved - quantity, now);

    /// <summary>Reserved goods leave the house.</summary>
    public void Ship(decimal quantity, DateTimeOffset now) => (OnHand, Reserved, UpdatedAt) = (OnHand - quantity, Reserved - quantity, now);

    public void Watch(decimal? reorderPoint, DateTimeOffset now) => (ReorderPoint, UpdatedAt) = (reorderPoint, now);
}
