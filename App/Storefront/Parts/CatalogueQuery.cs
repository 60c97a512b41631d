using System.Globalization;
using App.Inventory;
using App.Platform;
using App.Platform.Ui;

namespace App.Storefront.Parts;

/// <summary>What the address of the catalogue asks for, as it was written; says beside the field what cannot be read.</summary>
public sealed record CatalogueQuery(string? Q, string? Category, string? From, string? To, bool InStock, string? Sort, string? Page)
{
    static readonly Dictionary<string, ShelfOrder> Orders = new(StringComparer.Ordinal) { ["price"] = ShelfOrder.PriceUp, ["-price"] = ShelfOrder.PriceDown, ["new"] = ShelfOrder.Newest };

    public static readonly IReadOnlyList<SelectOption> Sorts = [new("", "Name"), new("price", "Price, lowest first"), new("-price", "Price, highest first"), new("new", "Newest first")];

    public int PageNumber => int.TryParse(Page, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, SearchCatalogue.LastPage) : 1;

    /// <summary>How many filters are on, the search apart.</summary>
    public int Filters => new[] { Category, From, To }.Count(text => !string.IsNullOrWhiteSpace(text)) + (InStock ? 1 : 0);

    public bool Narrows => !string.IsNullOrWhiteSpace(Q) || Filters > 0;

    public string? FromFault(string currency) => Fault(From, currency);
    public string? ToFault(string currency) => Fault(To, currency)
        ?? (Minor(From, currency) is { } from && Minor(To, currency) is { } to && from > to ? "This is below the lowest price." : null);

    /// <summary>A price that cannot be read narrows nothing.</summary>
    public SearchCatalogue.Request ToRequest(string currency) => new(
        Cut(Q, Search.Longest), Cut(Category, 80), Minor(From, currency), ToFault(currency) is null ? Minor(To, currency) : null, InStock, Orders.GetValueOrDefault(Sort ?? ""), PageNumber);

    /// <summary>The query string with one member changed; any other change begins at the first page.</summary>
    public string With(string name, string? value)
    {
        var members = new Dictionary<string, string?>
        {
            ["q"] = Q, ["category"] = Category, ["from"] = From, ["to"] = To, ["stock"] = InStock ? "1" : null, ["sort"] = Sort, ["page"] = name == "page" ? value : null, [name] = value,
        };
        return QueryString.Create(members.Where(member => !string.IsNullOrEmpty(member.Value))).Value ?? "";
    }

    static string? Fault(string? text, string currency) => string.IsNullOrWhiteSpace(text) || Minor(text, currency) is not null ? null : "This is not a price.";

    static long? Minor(string? text, string currency) =>
        !string.IsNullOrWhiteSpace(text) && LooseNumber.TryParse(text, out var number) && number >= 0 ? MoneyFormat.Minor(number, currency) : null;

    static string? Cut(string? text, int longest)
    {
        var clean = new string([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
        return clean.Length == 0 ? null : clean.Length > longest ? clean[..longest] : clean;
    }
}
