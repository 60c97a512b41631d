using App.Catalog;
using App.Orders;

namespace App.Storefront;

/// <summary>
/// Collects what a visitor or shopper wants to order. A cart reserves nothing. It belongs to a shopper, or to a random token in a
/// visitor's cookie. After it has become an order it no longer changes.
/// </summary>
public sealed class Cart : IOwned, IIdentified
{
    public static string IdPrefix => "crt";

    /// <summary>Limits a cart to as many lines as an order can have.</summary>
    public const int MostLines = OrderDraft.MostLines;

    /// <summary>Limits the quantity of one variant.</summary>
    public const decimal MostOfOne = 1_000_000m;

    /// <summary>Sets how long a visitor's cart is kept after its last change. Shoppers' carts are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    readonly List<CartLine> lines = [];

    Cart() { }

    public Guid OrganizationId { get; private set; }
    public Id<Cart> Id { get; private set; }
    public Id<Shopper>? ShopperId { get; private set; }

    /// <summary>Gets the SHA-256 hash of the token in the visitor's cookie; null for a shopper's cart.</summary>
    public byte[]? TokenHash { get; private set; }

    /// <summary>
    /// Gets the number of changes so far. Checkout compares it, so a cart changed in another window is not ordered unseen.
    /// </summary>
    public int Revision { get; private set; }

    /// <summary>Gets the order that the cart has become; null while it is open.</summary>
    public Id<Order>? OrderId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public IReadOnlyList<CartLine> Lines => lines;

    /// <summary>
    /// Adds a quantity of a variant at the given price, which becomes the price that the buyer has seen for the whole line.
    /// </summary>
    /// <returns>The reason why nothing was added; null if it was.</returns>
    public Problem? Add(Id<Variant> variant, decimal quantity, Money price, DateTimeOffset now)
    {
        var line = LineOf(variant);
        if (line is null && lines.Count >= MostLines)
            return CartProblems.Full;
        if (quantity + (line?.Quantity ?? 0) > MostOfOne)
            return CartProblems.TooMuch;
        if (line is null)
        {
            line = CartLine.Of(variant, now);
            lines.Add(line);
        }
        line.Become(line.Quantity + quantity, price);
        Touch(now);
        return null;
    }

    /// <summary>Returns the quantity of a variant in the cart; 0 if it has none.</summary>
    public decimal QuantityOf(Id<Variant> variant) => LineOf(variant)?.Quantity ?? 0;

    /// <summary>Sets the quantity of a line; 0 removes it. Does nothing if the variant is not in the cart.</summary>
    public void Set(Id<Variant> variant, decimal quantity, DateTimeOffset now)
    {
        if (LineOf(variant) is { } line)
            Change(line, quantity, line.ShownPrice, now);
    }

    /// <summary>Sets a line to the quantity and price that the buyer has accepted; quantity 0 removes it.</summary>
    public void Accept(Id<Variant> variant, decimal quantity, Money price, DateTimeOffset now) =>
        Change(LineOf(variant)!, quantity, price, now);

    /// <summary>Closes the cart: it has become this order.</summary>
    public void BecomeOrder(Id<Order> order, DateTimeOffset now)
    {
        OrderId = order;
        UpdatedAt = now;
    }

    /// <summary>Turns a visitor's cart into the cart of the shopper who has signed in. Its token stops working.</summary>
    public void Adopt(Id<Shopper> shopper, DateTimeOffset now)
    {
        ShopperId = shopper;
        TokenHash = null;
        UpdatedAt = now;
    }

    void Change(CartLine line, decimal quantity, Money price, DateTimeOffset now)
    {
        if (quantity > 0)
            line.Become(quantity, price);
        else
            lines.Remove(line);
        Touch(now);
    }

    void Touch(DateTimeOffset now)
    {
        Revision++;
        UpdatedAt = now;
    }

    CartLine? LineOf(Id<Variant> variant) => lines.SingleOrDefault(line => line.VariantId == variant);
}

/// <summary>Holds the quantity of one variant in a cart, and the price that the buyer has seen.</summary>
public sealed class CartLine : IOwned
{
    CartLine() { }

    internal static CartLine Of(Id<Variant> variant, DateTimeOffset now) => new() { VariantId = variant, AddedAt = now };

    public Guid OrganizationId { get; private set; }
    public Id<Cart> CartId { get; private set; }
    public Id<Variant> VariantId { get; private set; }
    public decimal Quantity { get; private set; }
    public Money ShownPrice { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }

    internal void Become(decimal quantity, Money shownPrice)
    {
        Quantity = quantity;
        ShownPrice = shownPrice;
    }
}
