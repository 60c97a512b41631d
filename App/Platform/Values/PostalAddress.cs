namespace App.Platform.Values;

/// <summary>
/// Represents an address that parcels can be sent to. It has every part that the posts of the world use, and each country
/// decides which of them it needs and how they are printed (<see cref="PostalFormat"/>).
/// </summary>
/// <param name="Lines">
/// Street, building, department, post office box: up to 4 lines of up to 200 characters each. At least one, unless the recipient
/// or company is given.
/// </param>
/// <param name="Country">ISO 3166-1 alpha-2 code in capital letters, such as DE.</param>
/// <param name="City">City, town or other locality, up to 100 characters. Required in most countries.</param>
/// <param name="PostalCode">Up to 20 characters, in the form of the country. Some countries have none.</param>
/// <param name="Region">State, province, prefecture, county or similar, up to 100 characters.</param>
/// <param name="Recipient">Person, up to 200 characters.</param>
/// <param name="Company">Company, up to 200 characters.</param>
public sealed record PostalAddress(
    IReadOnlyList<string> Lines, string Country, string? City = null, string? PostalCode = null, string? Region = null,
    string? Recipient = null, string? Company = null)
{
    public const int MostLines = 4, LongestLine = 200, LongestName = 200, LongestCity = 100, LongestPostalCode = 20;

    /// <summary>Returns the address as it is stored: without surrounding spaces, and without parts that are blank.</summary>
    public PostalAddress Cleaned() => new(
        [.. Lines.Select(line => line.Trim())], Country, Trimmed(City), Trimmed(PostalCode), Trimmed(Region), Trimmed(Recipient),
        Trimmed(Company));

    /// <summary>
    /// Returns the address as it is written on a parcel or in an email, from the recipient to the country. Every part appears.
    /// </summary>
    public IReadOnlyList<string> ToLines() =>
    [
        .. new[] { Recipient, Company }.OfType<string>(),
        .. Lines,
        .. PostalFormat.Of(Country).LocalityOf(this),
        Countries.NameOf(Country),
    ];

    /// <summary>Compares the lines too, which the compiler would compare by reference.</summary>
    public bool Equals(PostalAddress? other) =>
        other is not null && Lines.SequenceEqual(other.Lines, StringComparer.Ordinal)
        && (Country, City, PostalCode, Region, Recipient, Company)
            == (other.Country, other.City, other.PostalCode, other.Region, other.Recipient, other.Company);

    public override int GetHashCode() => HashCode.Combine(Country, City, PostalCode, Lines.Count);

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
