using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

/// <summary>
/// Places orders for <see cref="PlaceOrder"/> (staff and API keys) and for the storefront's checkout (customers). Writes the
/// audit note and raises the event of the calling operation.
/// </summary>
public sealed class OrderPlacement(CustomerLookup customers, PriceLookup prices, WarehouseLookup warehouses, StockLedger stock)
{
    public async Task<Result<OrderView>> PlaceAsync(PlaceOrder.Request request, OperationContext context, CancellationToken ct)
    {
        if (await customers.FindBuyerAsync(context, request.CustomerId, ct) is not { } buyer)
            return Problem.Missing("The customer");
        var warehouse = await warehouses.FindAsync(context, request.WarehouseId, ct);
        if (!warehouse.Succeeded)
            return warehouse.Problem;

        var (lines, refused) = await QuoteAsync(request, context, ct);
        if (refused is not null)
            return refused;
        var needs = lines
            .Select((line, i) => new StockNeed(line.VariantId, line.Sku, line.Quantity, $"lines[{i}].quantity")).ToList();
        if (await stock.ReserveAsync(context, warehouse.Value.Id, needs, ct) is { } shortage)
            return shortage;

        var number = await OrderCounter.NextAsync(context, ct);
        var order = Order.Place(
            number, buyer, warehouse.Value.Id, request.Reference, lines, context.Organization.Currency, context.Now);
        context.Db.Orders.Add(order);

        var view = OrderView.Of(order);
        context.Note(view.Id.ToString(), view.Number, after: view);
        context.Raise(new OrderPlaced(order));
        return view;
    }

    /// <summary>Returns the order lines at current prices, or the problem that prevents the order.</summary>
    async Task<(IReadOnlyList<OrderLine> Lines, Problem? Refused)> QuoteAsync(
        PlaceOrder.Request request, OperationContext context, CancellationToken ct)
    {
        var ids = request.Lines.Select(line => line.VariantId).OfType<Id<Variant>>().Distinct().ToArray();
        var skus = request.Lines.Where(line => line.VariantId is null).Select(line => line.Sku!.Trim()).Distinct().ToArray();
        var found = await prices.FindAsync(context, ids, skus, ct);
        var byId = found.ToDictionary(entry => entry.VariantId);
        var bySku = found.ToDictionary(entry => entry.Sku, StringComparer.Ordinal);

        var lines = new List<OrderLine>();
        var unknown = new List<string>();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var line = request.Lines[i];
            var entry = line.VariantId is { } id ? byId.GetValueOrDefault(id) : bySku.GetValueOrDefault(line.Sku!.Trim());
            if (entry is null)
                unknown.Add($"lines[{i}].{(line.VariantId is null ? "sku" : "variant_id")}");
            else
                lines.Add(OrderLine.Of(i, entry, line.Quantity, context.Now));
        }
        if (unknown.Count > 0)
            return ([], OrderProblems.UnknownVariants(unknown));
        if (lines.Sum(line => (decimal)line.Total.Amount) > Money.Largest)
            return ([], OrderProblems.TooMuch);
        return (lines, null);
    }
}
