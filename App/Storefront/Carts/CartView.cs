using System.Globalization;
using App.Catalog;
using App.Inventory;
using App.Platform;
using App.Platform.Ui;

namespace App.Storefront;

/// <summary>What is no longer as the buyer has seen it.</summary>
public sealed record LineChange(string Code, string Text);

/// <summary>A line of the cart at the prices and stock of now.</summary>
/// <param name="Offered">What is left of it when the buyer accepts what has changed.</param>
public sealed record CartLineView(
    Id<Variant> VariantId, Id<Product> ProductId, string Sku, string ProductName, string Unit, decimal Quantity, Money Price, decimal Offered, IReadOnlyList<LineChange> Changes)
{
    public Money Total => Price.Times(Quantity);

    internal static CartLineView Of(CartLine line, ShelfBook.Offer offer)
    {
        var offered = offer.Sold ? Math.Min(line.Quantity, Math.Max(offer.Available, 0)) : 0;
        return new(line.VariantId, offer.ProductId, offer.Sku, offer.ProductName, offer.Unit, line.Quantity, offer.Price, offered, [.. ChangesOf(line, offer, offered)]);
    }

    static IEnumerable<LineChange> ChangesOf(CartLine line, ShelfBook.Offer offer, decimal offered)
    {
        if (!offer.Sold)
        {
            yield return new("no_longer_sold", "It is no longer sold.");
            yield break;
        }
        if (offer.Price != line.ShownPrice)
            yield return new("price_changed", $"The price is {MoneyFormat.Full(offer.Price)} now; it was {MoneyFormat.Full(line.ShownPrice)}.");
        if (offered == 0)
            yield return new("out_of_stock", "It is out of stock.");
        else if (offered < line.Quantity)
            yield return new("out_of_stock", $"Only {offered.ToString("#,0.####", CultureInfo.CurrentCulture)} left of the {line.Quantity.ToString("#,0.####", CultureInfo.CurrentCulture)} you want.");
    }
}

/// <summary>A cart at the prices and stock of now. Read fresh each time.</summary>
/// <param name="Id">Null for a visitor who has put nothing into one.</param>
public sealed record CartView(Id<Cart>? Id, int Revision, IReadOnlyList<CartLineView> Lines, Money Total)
{
    public bool HasChanged => Lines.Any(line => line.Changes.Count > 0);
}
