using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Platform;

namespace App.Orders.Parts;

/// <summary>An order while a person types it.</summary>
public sealed class OrderDraft
{
    public string? CustomerId { get; set; }

    /// <summary>Empty: the default warehouse.</summary>
    public string? WarehouseId { get; set; }
    public string? Reference { get; set; }
    public List<Line> Lines { get; } = [];

    /// <summary>The same variant twice is one line with more of it.</summary>
    public Line Add(ListVariants.Row variant)
    {
        if (Lines.Find(line => line.Variant.Id == variant.Id) is { } known)
        {
            known.Quantity = (known.Quantity ?? 0) + 1;
            return known;
        }
        var line = new Line(variant);
        Lines.Add(line);
        return line;
    }

    public Money Total(string currency) => Lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Total);

    public PlaceOrder.Request ToRequest() => new(
        Id<Customer>.TryRead(CustomerId, out var customer) ? customer : default,
        [.. Lines.Select(line => new PlaceOrder.Line(line.Quantity ?? 0, line.Variant.Id))],
        Id<Warehouse>.TryRead(WarehouseId, out var warehouse) ? warehouse : null,
        Reference);

    public sealed class Line(ListVariants.Row variant)
    {
        const decimal Largest = 1_000_000m;

        public ListVariants.Row Variant => variant;
        public decimal? Quantity { get; set; } = 1;

        /// <summary>Available by warehouse, as it was when the line was added; the order itself looks again.</summary>
        public IReadOnlyDictionary<Id<Warehouse>, decimal> Available { get; set; } = new Dictionary<Id<Warehouse>, decimal>();

        /// <summary>What it comes to; nothing while the quantity makes no sense.</summary>
        public Money Total => Quantity is > 0 and <= Largest ? variant.Price.Times(Quantity.Value) : Money.Zero(variant.Price.Currency);
    }
}
