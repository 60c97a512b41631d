using App.Catalog;
using App.Platform;

namespace App.Inventory;

/// <summary>Goods move from one warehouse to another: two lines of the ledger, at once.</summary>
public sealed class TransferStock(Gate gate, VariantBook variants) : Operation<TransferStock.Request, TransferStock.Transfer>(gate)
{
    /// <param name="VariantId">Of what.</param>
    /// <param name="FromWarehouseId">Where it goes away.</param>
    /// <param name="ToWarehouseId">Where it comes in.</param>
    /// <param name="Quantity">More than zero, at most 1,000,000, up to four decimal places.</param>
    /// <param name="Reason">Up to 200 characters.</param>
    public sealed record Request(Id<Variant> VariantId, Id<Warehouse> FromWarehouseId, Id<Warehouse> ToWarehouseId, decimal Quantity, string? Reason = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .Quantity(Quantity, "The quantity")
            .That(FromWarehouseId != ToWarehouseId, nameof(ToWarehouseId), "The goods must go to another warehouse than they come from.")
            .OptionalText(Reason, 200, "The reason");
    }

    /// <param name="Id">The movement that left; it names the other one as its document, and the other way round.</param>
    public sealed record Transfer(
        Id<StockMovement> Id, Id<Variant> VariantId, string Sku, Id<Warehouse> FromWarehouseId, Id<Warehouse> ToWarehouseId, decimal Quantity, string? Reason,
        IReadOnlyList<MovementView> Movements, DateTimeOffset At);

    sealed record Snapshot(StockState From, StockState To);

    protected internal override Permission Permission => InventoryPermissions.Change;
    protected internal override string Action => "stock.transfer";

    protected override async Task<Result<Transfer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await variants.FindAsync(pass, request.VariantId, ct) is not { } variant)
            return Problem.Missing("The variant");
        var warehouses = await WarehouseBook.HoldOpenAsync(pass, [request.FromWarehouseId, request.ToWarehouseId], ct);
        if (warehouses.Count != 2)
            return Problem.Missing("The warehouse");

        var levels = await StockLedger.OpenAsync(pass, [(request.VariantId, request.FromWarehouseId), (request.VariantId, request.ToWarehouseId)], ct);
        var (from, to) = (levels.Single(level => level.WarehouseId == request.FromWarehouseId), levels.Single(level => level.WarehouseId == request.ToWarehouseId));
        if (from.Available < request.Quantity)
            return InventoryProblems.Insufficient(variant.Sku, from);

        var before = new Snapshot(StockState.Of(from), StockState.Of(to));
        from.Move(-request.Quantity, pass.Now);
        to.Move(request.Quantity, pass.Now);
        var left = StockMovement.Of(pass, from, MovementKind.TransferOut, -request.Quantity, request.Reason);
        var came = StockMovement.Of(pass, to, MovementKind.TransferIn, request.Quantity, request.Reason);
        left.PairWith(came);
        pass.Db.StockMovements.AddRange(left, came);

        pass.Note(variant.VariantId.ToString(), variant.Sku, before, new Snapshot(StockState.Of(from), StockState.Of(to)));
        pass.Raise(new StockTransferred(left.Id, variant.VariantId, variant.Sku, request.Quantity, left.Reason, StockState.Of(from), StockState.Of(to)));
        string NameOf(StockLevel level) => warehouses.Single(warehouse => warehouse.Id == level.WarehouseId).Name;
        return new Transfer(left.Id, variant.VariantId, variant.Sku, from.WarehouseId, to.WarehouseId, request.Quantity, left.Reason,
            [MovementView.Of(left, variant.Sku, NameOf(from)), MovementView.Of(came, variant.Sku, NameOf(to))], pass.Now);
    }
}
