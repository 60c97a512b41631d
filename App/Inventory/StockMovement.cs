using App.Catalog;
using App.Platform;

namespace App.Inventory;

public enum MovementKind { Adjustment, TransferOut, TransferIn, OrderFulfillment }

/// <summary>One signed line of the ledger: goods came or went, why, by whom. Appended, never changed; a level is the sum of its lines.</summary>
public sealed class StockMovement : IOwned, IIdentified
{
    public static string IdPrefix => "mov";

    StockMovement() { }

    /// <param name="pass">The actor and the time.</param>
    /// <param name="level">Whose line it is.</param>
    /// <param name="kind">What made it.</param>
    /// <param name="quantity">More than zero: came in.</param>
    /// <param name="reason">In a person's words.</param>
    /// <param name="documentId">TypeID of what caused it: the order; the other half of a transfer.</param>
    internal static StockMovement Of(Pass pass, StockLevel level, MovementKind kind, decimal quantity, string? reason, string? documentId = null) => new()
    {
        Id = Id<StockMovement>.New(pass.Now),
        VariantId = level.VariantId,
        WarehouseId = level.WarehouseId,
        Kind = kind,
        Quantity = quantity,
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        DocumentId = documentId,
        ActorKind = pass.Actor.Kind,
        ActorId = pass.Actor.Id,
        ActorName = pass.Actor.Name,
        At = pass.Now,
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

    /// <summary>A transfer's two lines name each other.</summary>
    internal void PairWith(StockMovement other) => (DocumentId, other.DocumentId) = (other.Id.ToString(), Id.ToString());
}
