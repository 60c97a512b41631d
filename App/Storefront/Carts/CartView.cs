using System.Globalization;
using App.Catalog;

namespace App.Storefront;

/// <summary>Describes a difference between a cart line as the buyer last saw it and the current catalog.</summary>
public sealed record LineChange(string Code, string Text);

/// <summary>Describes a cart line at the current price and stock.</summary>
/// <param name="Offered">Quantity that the line will have after the buyer accepts the changes; 0 if it will be removed.</param>
public sealed record CartLineView(
    Id<Variant> VariantId, Id<Product> ProductId, string Sku, string ProductName, string Unit, decimal Quantity, Money Price,
    decimal Offered, IReadOnlyList<LineChange> Changes, QuantityRule Quantities)
{
    public Money Total => Price.Times(Quantity);

    internal static CartLineView Of(CartLine line, CatalogSearch.Offer offer)
    {
        var offered = offer.Sold ? offer.Quantities.Within(line.Quantity, offer.Available) : 0;
        return new(
            line.VariantId, offer.ProductId, offer.Sku, offer.ProductName, offer.Unit, line.Quantity, offer.Price,
            offered, [.. ChangesOf(line, offer, offered)], offer.Quantities);
    }

    static IEnumerable<LineChange> ChangesOf(CartLine line, CatalogSearch.Offer offer, decimal offered)
    {
        if (!offer.Sold)
        {
            yield return new("no_longer_sold", "This item is no longer sold.");
            yield break;
        }
        if (offer.Price != line.ShownPrice)
        {
            var before = MoneyFormat.Full(line.ShownPrice);
            yield return new("price_changed", $"The price changed from {before} to {MoneyFormat.Full(offer.Price)}.");
        }
        if (!offer.Quantities.Allows(line.Quantity))
        {
            var accepted = offered == 0 ? "" : $" Your cart has {Number(line.Quantity)}; it will have {Number(offered)}.";
            yield return new("quantity_not_allowed", offer.Quantities.Terms + accepted);
        }
        if (offered == 0)
            yield return new("out_of_stock", "This item is out of stock.");
        else if (offered < line.Quantity && offer.Available < line.Quantity)
            yield return new("out_of_stock", $"Only {Number(offered)} left. Your cart has {Number(line.Quantity)}.");
    }

    static string Number(decimal quantity) => quantity.ToString("#,0.####", CultureInfo.CurrentCulture);
}

/// <summary>Describes a cart at the current prices and stock.</summary>
/// <param name="Id">Null for a visitor who has no cart yet.</param>
public sealed record CartView(Id<Cart>? Id, int Revision, IReadOnlyList<CartLineView> Lines, Money Total)
{
    public bool HasChanged => Lines.Any(line => line.Changes.Count > 0);

    /// <summary>Gets whether something has changed other than that there is less stock than the buyer wants.</summary>
    public bool HasNews => Lines.Any(line => line.Changes.Any(change => change.Code != "out_of_stock"));
}
