using App.Platform;

namespace App.Customers;

/// <summary>A person at the customer.</summary>
/// <param name="Name">Up to 200 characters.</param>
/// <param name="Email">Like name@example.com.</param>
/// <param name="Phone">As people write it, up to 40 characters.</param>
public sealed record Contact(string Name, string? Email = null, string? Phone = null)
{
    internal void Check(Checks checks)
    {
        checks.Text(Name, 200, "The name").OptionalText(Phone, 40, "The phone number");
        if (!string.IsNullOrWhiteSpace(Email))
            checks.Email(Email, "The email address");
    }
}
