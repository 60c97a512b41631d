using System.Text.Json.Serialization;
using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders.Parts;

/// <summary>Holds the input of the order form.</summary>
public sealed class OrderDraftModel
{
    public string? CustomerId { get; set; }
    public string? CustomerName { get; set; }

    /// <summary>Holds the ID of the selected warehouse. Empty for the default warehouse.</summary>
    public string? WarehouseId { get; set; }
    public string? Reference { get; set; }
    public List<Line> Lines { get; init; } = [];

    /// <summary>Holds the address to send the order to. Blank for the customer's shipping address.</summary>
    public AddressModel ShipTo { get; init; } = new();

    /// <summary>Adds a line for a variant, or increases the quantity by a step if the variant already has a line.</summary>
    public Line Add(ListVariants.Row variant)
    {
        if (Lines.Find(line => line.Variant.Id == variant.Id) is { } existing)
        {
            existing.Increase();
            return existing;
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
        Reference,
        ShipTo.IsBlank ? null : ShipTo.ToAddress());

    public sealed class Line(ListVariants.Row variant)
    {
        const decimal Largest = 1_000_000m;

        public ListVariants.Row Variant => variant;
        public decimal? Quantity { get; set; } = RuleOf(variant).Nearest(1);

        /// <summary>Says which quantities can be ordered. Placing the order checks it again.</summary>
        [JsonIgnore]
        public QuantityRule Quantities => RuleOf(variant);

        public void Increase() => Quantity = Quantities.Next(Quantity ?? 0);

        public void Decrease() => Quantity = Quantities.Previous(Quantity ?? 0);

        /// <summary>
        /// Holds the available quantities by warehouse at the time the line was added; null if they are not known, for example
        /// after a reload. Placing the order checks them again.
        /// </summary>
        [JsonIgnore]
        public IReadOnlyDictionary<Id<Warehouse>, decimal>? Available { get; set; }

        /// <summary>Returns the total of the line, or zero while the quantity is invalid.</summary>
        [JsonIgnore]
        public Money Total => Quantity is > 0 and <= Largest
            ? variant.Price.Times(Quantity.Value)
            : Money.Zero(variant.Price.Currency);

        static QuantityRule RuleOf(ListVariants.Row variant) =>
            QuantityRule.Of(variant.Unit, variant.QuantityStep, variant.MinQuantity);
    }
}
