using App.Catalog;

namespace App.Orders;

/// <summary>Represents a quantity of one variant in an order, at the price when the order was placed.</summary>
public sealed class OrderLine : IOwned, IIdentified
{
    public static string IdPrefix => "lin";

    OrderLine() { }

    internal static OrderLine Of(int position, OrderDraft.Line line, DateTimeOffset now) => new()
    {
        Id = Id<OrderLine>.New(now),
        Position = position,
        VariantId = line.Variant.VariantId,
        Sku = line.Variant.Sku,
        ProductName = line.Variant.ProductName,
        Unit = line.Variant.Unit,
        Quantity = line.Quantity,
        UnitPrice = line.Variant.Price,
        Total = line.Total,
    };

    public Guid OrganizationId { get; private set; }
    public Id<OrderLine> Id { get; private set; }
    public Id<Order> OrderId { get; private set; }
    public int Position { get; private set; }
    public Id<Variant> VariantId { get; private set; }
    public string Sku { get; private set; } = "";
    public string ProductName { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public decimal Quantity { get; private set; }
    public decimal FulfilledQuantity { get; private set; }
    public Money UnitPrice { get; private set; }
    public Money Total { get; private set; }

    /// <summary>Returns the quantity that is not fulfilled yet.</summary>
    public decimal Open => Quantity - FulfilledQuantity;

    /// <summary>Returns the price of the quantity that was fulfilled, rounded as the total of the line is.</summary>
    internal Money Owed => UnitPrice.Times(FulfilledQuantity);

    internal void Fulfill(decimal quantity) => FulfilledQuantity += quantity;
}
