using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>
/// How an order comes to be, whoever asks for it: staff and keys by <see cref="PlaceOrder"/>, customers by the storefront's checkout.
/// Leaves the audit note and the event of the operation it works for.
/// </summary>
public sealed class OrderDesk(CustomerBook customers, PriceBook prices, WarehouseBook warehouses, StockLedger stock)
{
    public async Task<Result<OrderView>> PlaceAsync(PlaceOrder.Request request, Pass pass, CancellationToken ct)
    {
        if (await customers.FindBuyerAsync(pass, request.CustomerId, ct) is not { } buyer)
            return Problem.Missing("The customer");
        var warehouse = await warehouses.FindAsync(pass, request.WarehouseId, ct);
        if (!warehouse.Succeeded)
            return warehouse.Problem;

        var (lines, refused) = await QuoteAsync(request, pass, ct);
        if (refused is not null)
            return refused;
        var needs = lines.Select((line, i) => new StockNeed(line.VariantId, line.Sku, line.Quantity, $"lines[{i}].quantity")).ToList();
        if (await stock.ReserveAsync(pass, warehouse.Value.Id, needs, ct) is { } shortage)
            return shortage;

        var number = await OrderCounter.NextAsync(pass, ct);
        var order = Order.Place(number, buyer, warehouse.Value.Id, request.Reference, lines, pass.Organization.Currency, pass.Now);
        pass.Db.Orders.Add(order);

        var view = OrderView.Of(order);
        pass.Note(view.Id.ToString(), view.Number, after: view);
        pass.Raise(new OrderPlaced(order));
        return view;
    }

    /// <summary>The lines at the prices of now.</summary>
    async Task<(IReadOnlyList<OrderLine> Lines, Problem? Refused)> QuoteAsync(PlaceOrder.Request request, Pass pass, CancellationToken ct)
    {
        var ids = request.Lines.Select(line => line.VariantId).OfType<Id<Variant>>().Distinct().ToArray();
        var skus = request.Lines.Where(line => line.VariantId is null).Select(line => line.Sku!.Trim()).Distinct().ToArray();
        var found = await prices.FindAsync(pass, ids, skus, ct);
        var (byId, bySku) = (found.ToDictionary(entry => entry.VariantId), found.ToDictionary(entry => entry.Sku, StringComparer.Ordinal));

        var (lines, unknown) = (new List<OrderLine>(), new List<string>());
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var line = request.Lines[i];
            var entry = line.VariantId is { } id ? byId.GetValueOrDefault(id) : bySku.GetValueOrDefault(line.Sku!.Trim());
            if (entry is null)
                unknown.Add($"lines[{i}].{(line.VariantId is null ? "sku" : "variant_id")}");
            else
                lines.Add(OrderLine.Of(i, entry, line.Quantity, pass.Now));
        }
        return unknown.Count > 0 ? ([], OrderProblems.UnknownVariants(unknown))
            : lines.Sum(line => (decimal)line.Total.Amount) > Money.Largest ? ([], OrderProblems.TooMuch)
            : (lines, null);
    }
}
