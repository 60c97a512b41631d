using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>A buyer commits: prices freeze, stock is reserved, the order gets its number.</summary>
public sealed class PlaceOrder(Gate gate, CustomerBook customers, PriceBook prices, WarehouseBook warehouses, StockLedger stock)
    : Operation<PlaceOrder.Request, OrderView>(gate)
{
    /// <summary>Exactly one of <paramref name="VariantId"/> and <paramref name="Sku"/> says what.</summary>
    /// <param name="Quantity">More than zero, at most 1,000,000, up to four decimal places.</param>
    public sealed record Line(decimal Quantity, Id<Variant>? VariantId = null, string? Sku = null)
    {
        internal void Check(Checks checks) => checks
            .That(VariantId is not null ^ !string.IsNullOrWhiteSpace(Sku), nameof(VariantId), "A line names its variant by either variant_id or sku.")
            .OptionalText(Sku, 64, "The SKU")
            .Quantity(Quantity, "The quantity");
    }

    /// <param name="CustomerId">Who buys.</param>
    /// <param name="Lines">1 to 200; several lines may name the same variant.</param>
    /// <param name="WarehouseId">Where it is served from, whole; the default warehouse when left out.</param>
    /// <param name="Reference">What the buyer calls it, up to 80 characters.</param>
    public sealed record Request(Id<Customer> CustomerId, IReadOnlyList<Line> Lines, Id<Warehouse>? WarehouseId = null, string? Reference = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Lines.Count is > 0 and <= 200, nameof(Lines), "An order has 1 to 200 lines.")
            .Each(Lines, nameof(Lines), (inner, line) => line.Check(inner))
            .OptionalText(Reference, 80, "The reference");
    }

    protected internal override Permission Permission => OrderPermissions.Place;
    protected internal override string Action => "order.place";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
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
    async Task<(IReadOnlyList<OrderLine> Lines, Problem? Refused)> QuoteAsync(Request request, Pass pass, CancellationToken ct)
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
