using App.Catalog;
using App.Orders;
using App.Platform;

namespace App.Storefront;

/// <summary>
/// What somebody means to buy: a draft, which promises nothing. It belongs to a random token in a visitor's cookie, or to a shopper; once
/// it has become an order it stays as it was.
/// </summary>
public sealed class Cart : IOwned, IIdentified
{
    public static string IdPrefix => "crt";

    /// <summary>As many as an order has.</summary>
    public const int MostLines = 200;
    public const decimal MostOfOne = 1_000_000m;

    readonly List<CartLine> lines = [];

    Cart() { }

    public Guid OrganizationId { get; private set; }
    public Id<Cart> Id { get; private set; }
    public Id<Shopper>? ShopperId { get; private set; }

    /// <summary>SHA-256 of the token in the visitor's cookie.</summary>
    public byte[]? TokenHash { get; private set; }

    /// <summary>Counts its changes, so that nobody orders what another window has made of it meanwhile.</summary>
    public int Revision { get; private set; }

    /// <summary>What became of it.</summary>
    public Id<Order>? OrderId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public IReadOnlyList<CartLine> Lines => lines;

    /// <summary>So much more of it; the price is the one that was shown last.</summary>
    public Problem? Add(Id<Variant> variant, decimal quantity, Money price, DateTimeOffset now)
    {
        var line = LineOf(variant);
        if (line is null && lines.Count >= MostLines)
            return CartProblems.Full;
        if (quantity + (line?.Quantity ?? 0) > MostOfOne)
            return CartProblems.TooMuch;
        if (line is null)
            lines.Add(line = CartLine.Of(variant, now));
        line.Become(line.Quantity + quantity, price);
        Touch(now);
        return null;
    }

    /// <summary>So much of a line and no more; none takes it out.</summary>
    public void Set(Id<Variant> variant, decimal quantity, DateTimeOffset now)
    {
        if (LineOf(variant) is { } line)
            Become(line, quantity, line.ShownPrice, now);
    }

    /// <summary>The buyer has seen what a line has come to, and takes it so.</summary>
    public void Accept(Id<Variant> variant, decimal quantity, Money price, DateTimeOffset now) => Become(LineOf(variant)!, quantity, price, now);

    public void BecomeOrder(Id<Order> order, DateTimeOffset now) => (OrderId, UpdatedAt) = (order, now);

    /// <summary>The visitor has signed in.</summary>
    public void Adopt(Id<Shopper> shopper, DateTimeOffset now) => (ShopperId, TokenHash, UpdatedAt) = (shopper, null, now);

    void Become(CartLine line, decimal quantity, Money price, DateTimeOffset now)
    {
        if (quantity > 0)
            line.Become(quantity, price);
        else
            lines.Remove(line);
        Touch(now);
    }

    void Touch(DateTimeOffset now) => (Revision, UpdatedAt) = (Revision + 1, now);

    CartLine? LineOf(Id<Variant> variant) => lines.SingleOrDefault(line => line.VariantId == variant);
}

/// <summary>So much of one variant, at the price that the buyer has seen.</summary>
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

    internal void Become(decimal quantity, Money shownPrice) => (Quantity, ShownPrice) = (quantity, shownPrice);
}
