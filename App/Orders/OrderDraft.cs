using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

/// <summary>
/// Represents a valid order that is not placed yet: buyer, warehouse, and lines at current prices. Only a valid draft can exist,
/// so whatever places orders keeps to the same limits.
/// </summary>
public sealed class OrderDraft
{
    public const int MostLines = 200;

    public sealed record Line(PriceLookup.Entry Variant, decimal Quantity)
    {
        public Money Total => Variant.Price.Times(Quantity);
    }

    OrderDraft(
        CustomerLookup.Buyer buyer, WarehouseLookup.Entry warehouse, IReadOnlyList<Line> lines, string? reference,
        PostalAddress? shipTo)
    {
        Buyer = buyer;
        Warehouse = warehouse;
        Lines = lines;
        Reference = reference;
        ShipTo = shipTo;
    }

    public CustomerLookup.Buyer Buyer { get; }

    /// <summary>Supplies the whole order.</summary>
    public WarehouseLookup.Entry Warehouse { get; }
    public IReadOnlyList<Line> Lines { get; }
    public string? Reference { get; }

    /// <summary>Gets the address that the order is sent to; null if the customer has no shipping address either.</summary>
    public PostalAddress? ShipTo { get; }

    /// <summary>
    /// Gets whether the order will be sample data: its customer or one of its variants is, and cannot be removed without it.
    /// </summary>
    public bool IsSample => Buyer.IsSample || Lines.Any(line => line.Variant.IsSample);

    /// <summary>Checks the limits of an order that need no look-up.</summary>
    public static void Check(
        Checks checks, IReadOnlyList<PlaceOrder.Line> lines, string? reference, PostalAddress? shipTo) => checks
        .That(lines.Count is > 0 and <= MostLines, nameof(lines), $"An order must have 1 to {MostLines} lines.")
        .Each(lines, nameof(lines), (inner, line) => line.Check(inner))
        .OptionalText(reference, 80, "The reference")
        .Inside(shipTo, nameof(shipTo), (inner, address) => inner.Postal(address));

    /// <summary>
    /// Creates a draft, or returns the problem that prevents the order: a limit, a variant that is not in
    /// <paramref name="prices"/>, a quantity that its rule does not allow, or a total that is too large.
    /// </summary>
    /// <param name="buyer">Customer that the order is for.</param>
    /// <param name="warehouse">Warehouse that supplies the whole order.</param>
    /// <param name="lines">Lines to order.</param>
    /// <param name="prices">Current prices of the variants that can be sold.</param>
    /// <param name="reference">The customer's own reference.</param>
    /// <param name="shipTo">The address to send the order to; null for the customer's shipping address.</param>
    public static Result<OrderDraft> From(
        CustomerLookup.Buyer buyer, WarehouseLookup.Entry warehouse, IReadOnlyList<PlaceOrder.Line> lines,
        IReadOnlyList<PriceLookup.Entry> prices, string? reference, PostalAddress? shipTo = null)
    {
        var checks = new Checks();
        Check(checks, lines, reference, shipTo);
        if (checks.Problem is { } invalid)
            return invalid;

        var byId = prices.ToDictionary(entry => entry.VariantId);
        var bySku = prices.ToDictionary(entry => entry.SkuKey, StringComparer.Ordinal);
        var found = lines.Select(line => line.VariantId is { } id
            ? byId.GetValueOrDefault(id)
            : bySku.GetValueOrDefault(TextKey.Of(line.Sku) ?? "")).ToList();
        var unknown = lines.Index().Where(line => found[line.Index] is null)
            .Select(line => $"lines[{line.Index}].{(line.Item.VariantId is null ? "sku" : "variant_id")}").ToList();
        if (unknown.Count > 0)
            return OrderProblems.UnknownVariants(unknown);

        var priced = lines.Zip(found, (line, variant) => new Line(variant!, line.Quantity)).ToList();
        if (priced.Index().Where(line => !line.Item.Variant.Quantities.Allows(line.Item.Quantity)).ToList() is [_, ..] off)
            return OrderProblems.QuantityNotAllowed([.. off.Select(line =>
                ($"lines[{line.Index}].quantity", line.Item.Variant.Quantities, line.Item.Quantity))]);
        if (priced.Index().Where(line => line.Item.Variant.Price.RoundsToNothing(line.Item.Quantity)).ToList() is [_, ..] free)
            return OrderProblems.TooLittle([.. free.Select(line => $"lines[{line.Index}].quantity")]);
        if (priced.Sum(line => (decimal)line.Total.Amount) > Money.Largest)
            return OrderProblems.TooMuch;
        return new OrderDraft(buyer, warehouse, priced, reference, shipTo?.Cleaned() ?? buyer.ShippingAddress);
    }
}
