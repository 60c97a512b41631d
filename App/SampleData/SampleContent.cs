using App.Catalog;
using App.Customers;
using App.Orders;

namespace App.SampleData;

/// <summary>Contains what an organization is filled with: a small wholesaler of coffee and tea.</summary>
static class SampleContent
{
    /// <param name="Price">Price of one unit in minor units of the organization's currency.</param>
    /// <param name="Stock">The quantity that arrives before the first order.</param>
    public sealed record Item(string Category, string Name, string Sku, string Unit, long Price, decimal Stock);

    public sealed record Buyer(string Name, string Contact, string Street, string PostalCode, string City, string Country);

    /// <param name="DaysAgo">Days between the order and now.</param>
    /// <param name="Buyer">Index in <see cref="Buyers"/>.</param>
    /// <param name="Lines">Indexes in <see cref="Items"/>, with quantities.</param>
    public sealed record Placed(int DaysAgo, int Buyer, SampleOutcome Outcome, params (int Item, int Quantity)[] Lines);

    public const string StockReason = "Sample stock";

    /// <summary>An item is low on stock if this quantity or less is available. One of them is.</summary>
    public const decimal ReorderPoint = 12;

    public static readonly IReadOnlyList<Item> Items =
    [
        new("Coffee", "House blend espresso", "SAMPLE-COF-1", "kg", 1890, 120),
        new("Coffee", "Ethiopia Yirgacheffe", "SAMPLE-COF-2", "kg", 2450, 80),
        new("Coffee", "Colombia Huila", "SAMPLE-COF-3", "kg", 2190, 90),
        new("Coffee", "Decaf Mexico", "SAMPLE-COF-4", "kg", 2290, 40),
        new("Tea", "Assam breakfast tea", "SAMPLE-TEA-1", "box", 890, 150),
        new("Tea", "Darjeeling first flush", "SAMPLE-TEA-2", "box", 1590, 60),
        new("Tea", "Sencha", "SAMPLE-TEA-3", "box", 1290, 70),
        new("Tea", "Peppermint", "SAMPLE-TEA-4", "box", 690, 110),
        new("Equipment", "Paper filters, pack of 100", "SAMPLE-EQP-1", "pack", 450, 200),
        new("Equipment", "Pour-over dripper", "SAMPLE-EQP-2", "piece", 2490, 35),
        new("Equipment", "Glass teapot 1 l", "SAMPLE-EQP-3", "piece", 3290, 25),
        new("Equipment", "Hand grinder", "SAMPLE-EQP-4", "piece", 8900, 18),
    ];

    public static readonly IReadOnlyList<Buyer> Buyers =
    [
        new("Café Morgenrot", "Jonas Weber", "Lindenstraße 14", "20099", "Hamburg", "DE"),
        new("The Corner Kettle", "Grace Hughes", "8 Mill Lane", "D02 X285", "Dublin", "IE"),
        new("Boulangerie Duval", "Claire Duval", "22 rue des Lilas", "69003", "Lyon", "FR"),
        new("Hotel Bellavista", "Marco Ricci", "Via Roma 5", "37121", "Verona", "IT"),
        new("Studio North Offices", "Ingrid Larsen", "Nordre gate 3", "7011", "Trondheim", "NO"),
    ];

    /// <summary>The orders, oldest first.</summary>
    public static readonly IReadOnlyList<Placed> Orders =
    [
        new(29, 0, SampleOutcome.Fulfilled, (0, 10), (8, 6)),
        new(27, 1, SampleOutcome.Fulfilled, (4, 12), (6, 5)),
        new(26, 3, SampleOutcome.Fulfilled, (0, 15), (5, 8), (10, 2)),
        new(23, 2, SampleOutcome.Canceled, (1, 6)),
        new(22, 2, SampleOutcome.Fulfilled, (1, 6), (2, 6)),
        new(19, 4, SampleOutcome.Fulfilled, (3, 8), (8, 10)),
        new(16, 0, SampleOutcome.Fulfilled, (0, 12), (2, 5)),
        new(16, 1, SampleOutcome.Fulfilled, (7, 14), (4, 10)),
        new(12, 3, SampleOutcome.Fulfilled, (5, 10), (11, 3)),
        new(9, 2, SampleOutcome.Fulfilled, (2, 8), (9, 4)),
        new(9, 4, SampleOutcome.PartiallyFulfilled, (3, 10), (11, 4)),
        new(9, 0, SampleOutcome.Fulfilled, (0, 14), (1, 4)),
        new(3, 1, SampleOutcome.PartiallyFulfilled, (6, 9), (10, 3)),
        new(2, 3, SampleOutcome.Placed, (0, 10), (5, 6)),
        new(1, 2, SampleOutcome.Placed, (1, 5), (8, 12)),
    ];

    public static CreateProduct.Request ProductOf(Item item, string currency) => new(
        item.Name, [new VariantDraft(item.Sku, new Money(item.Price, currency), null, item.Unit)], "Sample product",
        item.Category);

    public static CustomerDraft CustomerOf(int index)
    {
        var buyer = Buyers[index];
        var address = new Address(AddressKind.Shipping, [buyer.Street], buyer.Country, buyer.City, buyer.PostalCode);
        return new(
            buyer.Name, $"SAMPLE-{index + 1}", null, null, null, "Sample customer", [new Contact(buyer.Contact, null, null)],
            [address]);
    }
}
