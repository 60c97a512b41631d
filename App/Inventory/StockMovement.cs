using App.Catalog;

namespace App.Inventory;

public enum MovementKind { Adjustment, TransferOut, TransferIn, OrderFulfillment }

/// <summary>
/// Records a change to a stock level: the signed quantity, the reason and the actor. Movements are appended and never changed; a
/// stock level is the sum of its movements.
/// </summary>
public sealed class StockMovement : IOwned, IIdentified
{
    public static string IdPrefix => "mov";

    StockMovement() { }

    /// <summary>Creates a movement with the actor of the current operation.</summary>
    /// <param name="quantity">Positive for stock that was added, negative for stock that was removed.</param>
    /// <param name="documentId">TypeID of the cause: the order, or the other movement of a transfer.</param>
    /// <param name="at">Time of the movement; null for that of the operation.</param>
    internal static StockMovement Of(
        OperationContext context, StockLevel level, MovementKind kind, decimal quantity, string? reason,
        string? documentId = null, DateTimeOffset? at = null) => new()
    {
        Id = Id<StockMovement>.New(at ?? context.Now),
        VariantId = level.VariantId,
        WarehouseId = level.WarehouseId,
        Kind = kind,
        Quantity = quantity,
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        DocumentId = documentId,
        ActorKind = context.Actor.Kind,
        ActorId = context.Actor.Id,
        ActorName = context.Actor.Name,
        At = at ?? context.Now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<StockMovement> Id { get; private set; }
    public Id<Variant> VariantId { get; private set; }
    public Id<Warehouse> WarehouseId { get; private set; }
    public MovementKind Kind { get; private set; }
    public decimal Quantity { get; private set; }
    public string? Reason { get; private set; }
    public string? DocumentId { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public string ActorId { get; private set; } = "";
    public string ActorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>Links the two movements of a transfer: each holds the other's ID as its document.</summary>
    internal void PairWith(StockMovement other)
    {
        DocumentId = other.Id.ToString();
        other.DocumentId = Id.ToString();
    }
}
