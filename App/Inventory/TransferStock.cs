using App.Catalog;

namespace App.Inventory;

/// <summary>
/// Moves stock of a variant from one warehouse to another and records two stock movements. Fails with <c>insufficient_stock</c>
/// if the source warehouse has too little available. Quantities are multiples of the unit's step, or leave such a multiple in the
/// source warehouse.
/// </summary>
public sealed class TransferStock(Gate gate, VariantLookup variants)
    : Operation<TransferStock.Request, TransferStock.Transfer>(gate)
{
    /// <param name="VariantId">Variant to transfer.</param>
    /// <param name="FromWarehouseId">Warehouse that the stock is removed from.</param>
    /// <param name="ToWarehouseId">Warehouse that the stock is added to.</param>
    /// <param name="Quantity">More than zero, at most 1,000,000, up to four decimal places.</param>
    /// <param name="Reason">Free text, up to 200 characters.</param>
    public sealed record Request(
        Id<Variant> VariantId, Id<Warehouse> FromWarehouseId, Id<Warehouse> ToWarehouseId, decimal Quantity,
        string? Reason = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .Quantity(Quantity, "The quantity")
            .That(FromWarehouseId != ToWarehouseId, nameof(ToWarehouseId), "Choose two different warehouses.")
            .OptionalText(Reason, 200, "The reason");
    }

    /// <param name="Id">
    /// ID of the movement out of the source warehouse. Each of the two movements holds the other's ID as its document ID.
    /// </param>
    public sealed record Transfer(
        Id<StockMovement> Id, Id<Variant> VariantId, string Sku, Id<Warehouse> FromWarehouseId, Id<Warehouse> ToWarehouseId,
        decimal Quantity, string? Reason, IReadOnlyList<MovementView> Movements, DateTimeOffset At);

    sealed record Snapshot(StockState From, StockState To);

    protected internal override Access Access => Access.Member(InventoryPermissions.Change);
    protected internal override string Action => "stock.transfer";

    protected override async Task<Result<Transfer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await variants.FindAsync(context, request.VariantId, ct) is not { } variant)
            return Problem.Missing("The variant");
        var warehouses = await WarehouseLookup.HoldOpenAsync(context, [request.FromWarehouseId, request.ToWarehouseId], ct);
        if (warehouses.Count != 2)
            return Problem.Missing("The warehouse");

        var levels = await StockLedger.OpenAsync(
            context, [(request.VariantId, request.FromWarehouseId), (request.VariantId, request.ToWarehouseId)], ct);
        var from = levels.Single(level => level.WarehouseId == request.FromWarehouseId);
        var to = levels.Single(level => level.WarehouseId == request.ToWarehouseId);
        if (from.Available < request.Quantity)
            return InventoryProblems.Insufficient(variant.Sku, from);

        if (!QuantityRule.FitsStock(variant.Unit, request.Quantity, from.OnHand - request.Quantity))
            return InventoryProblems.OffStep(variant.Unit, request.Quantity);

        var before = new Snapshot(StockState.Of(from), StockState.Of(to));
        from.Move(-request.Quantity, context.Now);
        to.Move(request.Quantity, context.Now);
        var outgoing = StockMovement.Of(context, from, MovementKind.TransferOut, -request.Quantity, request.Reason);
        var incoming = StockMovement.Of(context, to, MovementKind.TransferIn, request.Quantity, request.Reason);
        outgoing.PairWith(incoming);
        context.Db.StockMovements.AddRange(outgoing, incoming);

        context.Note(variant.VariantId.ToString(), variant.Sku, before, new Snapshot(StockState.Of(from), StockState.Of(to)));
        context.Raise(new StockTransferred(
            outgoing.Id, variant.VariantId, variant.Sku, request.Quantity, outgoing.Reason,
            StockState.Of(from), StockState.Of(to)));
        string NameOf(StockLevel level) => warehouses.Single(warehouse => warehouse.Id == level.WarehouseId).Name;
        return new Transfer(
            outgoing.Id, variant.VariantId, variant.Sku, from.WarehouseId, to.WarehouseId, request.Quantity, outgoing.Reason,
            [MovementView.Of(outgoing, variant.Sku, NameOf(from)), MovementView.Of(incoming, variant.Sku, NameOf(to))],
            context.Now);
    }
}
