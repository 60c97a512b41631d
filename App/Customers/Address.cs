namespace App.Customers;

public enum AddressKind { Billing, Shipping }

/// <summary>Represents a billing or shipping address of a customer.</summary>
/// <param name="Kind">Use of the address: billing or shipping.</param>
/// <param name="Lines">Street, building, department: 1 to 4 lines of up to 200 characters each.</param>
/// <param name="City">Up to 100 characters.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code in capital letters, such as DE.</param>
/// <param name="PostalCode">Up to 20 characters.</param>
/// <param name="Region">State, province or similar, up to 100 characters.</param>
public sealed record Address(
    AddressKind Kind, IReadOnlyList<string> Lines, string City, string Country, string? PostalCode = null, string? Region = null)
{
    internal void Check(Checks checks)
    {
        checks.That(Lines.Count is >= 1 and <= 4, nameof(Lines), "An address must have 1 to 4 lines.");
        for (var i = 0; i < Lines.Count; i++)
            checks.Text(Lines[i], 200, "The line", $"lines[{i}]");
        checks.Text(City, 100, "The city")
            .OptionalText(PostalCode, 20, "The postal code")
            .OptionalText(Region, 100, "The region")
            .That(Countries.Codes.Contains(Country), nameof(Country),
                "The country must be a two-letter ISO 3166-1 code in capital letters, such as DE.");
    }
}
