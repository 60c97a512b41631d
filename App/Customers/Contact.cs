namespace App.Customers;

/// <summary>Represents a contact person at a customer.</summary>
/// <param name="Name">Up to 200 characters.</param>
/// <param name="Email">Email address, up to 254 characters.</param>
/// <param name="Phone">Phone number in any format, up to 40 characters.</param>
public sealed record Contact(string Name, string? Email = null, string? Phone = null)
{
    internal void Check(Checks checks)
    {
        checks.Text(Name, 200, "The name").OptionalText(Phone, 40, "The phone number");
        if (!string.IsNullOrWhiteSpace(Email))
            checks.Email(Email, "The email address");
    }

    /// <summary>Returns the contact with its address as it is stored.</summary>
    internal Contact Cleaned() =>
        this with { Email = string.IsNullOrWhiteSpace(Email) ? Email : EmailAddress.Clean(Email) };
}
