using System.Globalization;
using App.Orders.Parts;

namespace App.Shell.Gallery;

/// <summary>Provides made-up data for the gallery. No other page uses it.</summary>
internal static class GalleryData
{
    internal sealed record SampleOrder(
        string Number, string Customer, DateTimeOffset PlacedAt, OrderState State, int Lines, Money Total);

    // the gallery pages are under /dev/ui, so their organization has the slug dev/ui
    internal static readonly OrganizationContext Frame = new(
        "dev/ui", "Harbor Foods", "Ana Ferreira", "ana@harbor.example",
        [new("dev/ui", "Harbor Foods"), new("bolt", "Bolt & Brace Tools")], []);

    internal static readonly SetupProgress Setup = new(
    [
        new("Add a product", "A product has a name and a price.", "Add product", "products", Static: false, Done: true),
        new("Add a customer", "Customers are the companies that buy from you.", "Add customer", "customers", false, false),
        new("Place an order", "An order fixes the prices and reserves the stock.", "Create order", "orders", false, false),
    ]);

    internal static readonly IReadOnlyList<NavEntry> Nav =
    [
        new(NavGroup.Home, "Home", "home", "home", 0, Shortcut: "g h"),
        new(NavGroup.Home, "Components", "", "box", 1, Shortcut: "g c"),
        new(NavGroup.Sell, "Orders", "orders", "shopping-cart", 10, Shortcut: "g o"),
        new(NavGroup.Sell, "Customers", "customers", "users", 11, Shortcut: "g u"),
        new(NavGroup.Stock, "Products", "products", "tag", 20, Shortcut: "g p"),
        new(NavGroup.Stock, "Inventory", "inventory", "package", 21, Shortcut: "g i"),
        new(NavGroup.Stock, "Warehouses", "warehouses", "building-warehouse", 22),
        new(NavGroup.Developers, "API keys", "keys", "key", 30),
        new(NavGroup.Developers, "Webhooks", "webhooks", "webhook", 31),
        new(NavGroup.Developers, "Events", "events", "activity", 32),
        new(NavGroup.Organization, "Members", "members", "user-plus", 40),
        new(NavGroup.Organization, "Audit log", "audit", "history", 41, Shortcut: "g a"),
    ];

    static readonly string[] Customers = ["Nordwind GmbH", "Bay Street Deli", "Otto & Söhne", "Lighthouse Inn", "Café Lumen"];
    static readonly OrderState[] States =
    [
        OrderState.Placed, OrderState.PartiallyFulfilled, OrderState.Fulfilled, OrderState.Fulfilled, OrderState.Canceled,
    ];

    internal static IReadOnlyList<SampleOrder> Orders(DateTimeOffset now) =>
    [
        .. Enumerable.Range(0, 25).Select(i => new SampleOrder(
            $"SO-{10432 - i}", Customers[i * 3 % 5], now.AddHours(-7 * i - 1), States[i * 2 % 5], 1 + i * 5 % 9,
            new(12050 + i * 7919 % 180000, "EUR"))),
    ];

    internal static IReadOnlyList<ChartPoint> Days(DateTimeOffset now) =>
    [
        .. Enumerable.Range(0, 30).Select(i => new ChartPoint(
            Label(now.AddDays(i - 29)), 6 + i * 7 % 11 + i / 4, 5 + i * 5 % 9 + i / 6)),
    ];

    internal static IReadOnlyList<HeatCell> StockOuts(DateTimeOffset now) =>
    [
        .. Enumerable.Range(0, 60).Select(i => new HeatCell(Label(now.AddDays(i - 59)), i % 9 < 5 ? 0 : i * 3 % 8)),
    ];

    static string Label(DateTimeOffset day) => day.ToString("d MMM", CultureInfo.InvariantCulture);
}
