namespace App.Customers;

public enum AddressKind { Billing, Shipping }

/// <summary>Represents a billing or shipping address of a customer.</summary>
/// <param name="Kind">Use of the address: billing or shipping.</param>
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
public sealed record Address(
    AddressKind Kind, IReadOnlyList<string> Lines, string Country, string? City = null, string? PostalCode = null,
    string? Region = null, string? Recipient = null, string? Company = null)
{
    public static Address Of(AddressKind kind, PostalAddress address) => new(
        kind, address.Lines, address.Country, address.City, address.PostalCode, address.Region, address.Recipient,
        address.Company);

    /// <summary>Returns the address without its use, for checks, labels and orders.</summary>
    public PostalAddress ToPostal() => new(Lines, Country, City, PostalCode, Region, Recipient, Company);

    internal Address Cleaned() => Of(Kind, ToPostal().Cleaned());
}
