using System.Globalization;
using App.Catalog;

namespace App.Storefront.Parts;

/// <summary>
/// Holds the query string of a catalog URL as it was entered. Values that cannot be read are ignored by the search and reported
/// next to their field.
/// </summary>
public sealed record CatalogQuery(
    string? Q, string? Category, string? From, string? To, bool InStock, string? Sort, string? Page)
{
    static readonly Dictionary<string, ProductSort> Orders = new(StringComparer.Ordinal)
    {
        ["price"] = ProductSort.PriceUp,
        ["-price"] = ProductSort.PriceDown,
        ["new"] = ProductSort.Newest,
    };

    public static readonly IReadOnlyList<SelectOption> Sorts =
    [
        new("", "Name"),
        new("price", "Price, lowest first"),
        new("-price", "Price, highest first"),
        new("new", "Newest first"),
    ];

    public int PageNumber => int.TryParse(Page, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
        ? Math.Clamp(page, 1, SearchCatalog.LastPage)
        : 1;

    /// <summary>Gets the number of active filters. The search text is not counted.</summary>
    public int Filters => new[] { Category, From, To }.Count(text => !string.IsNullOrWhiteSpace(text)) + (InStock ? 1 : 0);

    public bool Narrows => !string.IsNullOrWhiteSpace(Q) || Filters > 0;

    public string? FromFault(string currency) => Fault(From, currency);

    public string? ToFault(string currency)
    {
        if (Fault(To, currency) is { } fault)
            return fault;
        return Minor(From, currency) is { } from && Minor(To, currency) is { } to && from > to
            ? "The highest price must not be below the lowest price."
            : null;
    }

    /// <summary>Returns the search request. A price that cannot be read is ignored.</summary>
    public SearchCatalog.Request ToRequest(string currency) => new(
        Cut(Q, Search.Longest),
        Cut(Category, 80),
        Minor(From, currency),
        ToFault(currency) is null ? Minor(To, currency) : null,
        InStock,
        Orders.GetValueOrDefault(Sort ?? ""),
        PageNumber);

    /// <summary>
    /// Returns the query string with one parameter changed. It starts at the first page unless the page is what changes.
    /// </summary>
    public string With(string name, string? value)
    {
        var members = new Dictionary<string, string?>
        {
            ["q"] = Q,
            ["category"] = Category,
            ["from"] = From,
            ["to"] = To,
            ["stock"] = InStock ? "1" : null,
            ["sort"] = Sort,
            ["page"] = name == "page" ? value : null,
            [name] = value,
        };
        return QueryString.Create(members.Where(member => !string.IsNullOrEmpty(member.Value))).Value ?? "";
    }

    static string? Fault(string? text, string currency) =>
        string.IsNullOrWhiteSpace(text) || Minor(text, currency) is not null
            ? null
            : LooseNumber.Question(text, Money.Exponent(currency)) ?? "Enter a price.";

    /// <summary>Returns a price in minor units, or null if the text is not a price of 0 or more.</summary>
    static long? Minor(string? text, string currency) =>
        !string.IsNullOrWhiteSpace(text) && LooseNumber.TryParse(text, out var number, Money.Exponent(currency)) && number >= 0
            ? MoneyFormat.Minor(number, currency)
            : null;

    /// <summary>
    /// Removes control characters and surrogates, and cuts the text to a maximum length. Returns null if nothing is left.
    /// </summary>
    static string? Cut(string? text, int longest)
    {
        var clean = new string([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
        if (clean.Length == 0)
            return null;
        return clean.Length > longest ? clean[..longest] : clean;
    }
}
