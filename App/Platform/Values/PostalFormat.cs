using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Platform.Values;

/// <summary>
/// Contains how a country writes the lower part of an address, and which parts its post cannot do without. Only the presence of a
/// part is checked, never its form: posts know more forms than a table. A country without an entry needs no part.
/// </summary>
public sealed partial class PostalFormat
{
    const string Default = "{p} {c}|{r}", CityFirst = "{c}, {r} {p}", CityCode = "{c} {p}|{r}", OnLines = "{c}|{r}|{p}";

    /// <summary>
    /// Maps countries to their format. A vertical bar begins a new line; {c} is the city, {p} the postal code and {r} the region.
    /// The parts after the format are required.
    /// </summary>
    static readonly FrozenDictionary<string, PostalFormat> Known = Table(
        ("DE AT CH LI FR MC BE NL LU DK NO SE FI IS PL CZ SK ES PT GR CY HR SI HU RO BG", Default, "c p"),
        ("RS ME BA MK AL EE TR RE GP MQ GF", Default, "c p"),
        ("LT LV MD GE AM AZ BY MA TN DZ", Default, "c"),
        ("IT SM", "{p} {c} {r}", "c p"),
        ("VA GL FO AX SJ", Default, "p"),
        ("US", CityFirst, "c r p"),
        ("PR GU VI AS MP UM PW FM MH", "{c} {r} {p}", "p"),
        ("CA AU", "{c} {r} {p}", "c r p"),
        ("NZ", CityCode, "c p"),
        ("GB GG JE IM", OnLines, "c p"),
        ("IE", OnLines, "c"),
        ("FK SH PN GS IO AI TC GI", OnLines, ""),
        ("MT", CityCode, "c p"),
        ("JP", CityFirst, "r p"),
        ("CN", CityFirst, "c r p"),
        ("KR TW", CityFirst, "c p"),
        ("HK MO", "{c}|{r}|{p}", ""),
        ("SG", "{c} {p}|{r}", "p"),
        ("IN", CityCode, "c r p"),
        ("PK BD LK NP ZA IL SA", CityCode, "c"),
        ("TH VN ID", "{c}|{r} {p}", "c"),
        ("MY PH", Default, "c p"),
        ("AE QA KW BH OM", "{c}|{r}|{p}", ""),
        ("BR", "{c} - {r}|{p}", "c r p"),
        ("MX", "{p} {c}, {r}", "c r p"),
        ("AR CL PE CO EC UY", Default, "c"),
        ("RU UA KZ", OnLines, "c p"),
        ("EG NG KE GH", OnLines, "c"));

    static readonly PostalFormat Other = new(Default, "");

    /// <summary>The names of the postal code and the region that forms show, where they differ from the general ones.</summary>
    static readonly FrozenDictionary<string, (string PostalCode, string Region)> Names =
        new Dictionary<string, (string, string)>
        {
            ["US"] = ("ZIP code", "State"),
            ["PR"] = ("ZIP code", "Region"),
            ["CA"] = ("Postal code", "Province"),
            ["AU"] = ("Postcode", "State"),
            ["GB"] = ("Postcode", "County"),
            ["IE"] = ("Eircode", "County"),
            ["JP"] = ("Postal code", "Prefecture"),
            ["CN"] = ("Postal code", "Province"),
            ["IN"] = ("PIN code", "State"),
            ["BR"] = ("CEP", "State"),
            ["MX"] = ("Postal code", "State"),
            ["IT"] = ("Postal code", "Province"),
            ["AE"] = ("Postal code", "Emirate"),
            ["HK"] = ("Postal code", "Area"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    readonly IReadOnlyList<IReadOnlyList<(string Separator, char Part)>> lines;

    PostalFormat(string format, string required)
    {
        lines = [.. format.Split('|').Select(line => Part().Matches(line)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value[0])).ToList())];
        NeedsCity = required.Contains('c', StringComparison.Ordinal);
        NeedsPostalCode = required.Contains('p', StringComparison.Ordinal);
        NeedsRegion = required.Contains('r', StringComparison.Ordinal);
    }

    public bool NeedsCity { get; }
    public bool NeedsPostalCode { get; }
    public bool NeedsRegion { get; }

    /// <summary>Returns the format of a country by its ISO 3166-1 code.</summary>
    public static PostalFormat Of(string? country) => Known.GetValueOrDefault(country ?? "", Other);

    /// <summary>Returns what the country calls its postal code and its region.</summary>
    public static (string PostalCode, string Region) NamesIn(string? country) =>
        Names.GetValueOrDefault(country ?? "", ("Postal code", "Region"));

    /// <summary>Returns the lines with city, postal code and region. Parts that an address lacks leave no separator.</summary>
    internal IEnumerable<string> LocalityOf(PostalAddress address)
    {
        foreach (var line in lines)
        {
            var text = new StringBuilder();
            foreach (var (separator, part) in line)
                if (TextOf(address, part) is { } value)
                    text.Append(text.Length == 0 ? "" : separator).Append(value);
            if (text.Length > 0)
                yield return text.ToString();
        }
    }

    static string? TextOf(PostalAddress address, char part) => part switch
    {
        'c' => address.City,
        'p' => address.PostalCode,
        _ => address.Region,
    };

    static FrozenDictionary<string, PostalFormat> Table(params (string Countries, string Format, string Required)[] rows) => rows
        .SelectMany(row => row.Countries.Split(' ').Select(country => (country, new PostalFormat(row.Format, row.Required))))
        .ToFrozenDictionary(entry => entry.country, entry => entry.Item2, StringComparer.Ordinal);

    [GeneratedRegex(@"([^{]*)\{(\w)\}")]
    private static partial Regex Part();
}
