namespace App.Customers;

/// <summary>Represents a company that buys from the organization, with its contacts and addresses.</summary>
public sealed class Customer : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "cus";

    Customer() { }

    public static Customer Welcome(CustomerDraft draft, DateTimeOffset now, bool isSample = false)
    {
        var customer = new Customer { Id = Id<Customer>.New(now), CreatedAt = now, IsSample = isSample };
        customer.Become(draft, now);
        return customer;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Customer> Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Identifies the customer within the organization. Unique among customers that are not archived.</summary>
    public string? Number { get; private set; }

    /// <summary>Identifies the number however it is typed; see <see cref="TextKey"/>.</summary>
    public string? NumberKey { get; private set; }
    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public string? TaxId { get; private set; }
    public string? Notes { get; private set; }
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];
    public IReadOnlyList<Address> Addresses { get; private set; } = [];

    /// <summary>Gets whether it is sample data, which can be removed; see <c>RemoveSampleData</c>.</summary>
    public bool IsSample { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    public CustomerDraft Draft => new(Name, Number, Email, Phone, TaxId, Notes, Contacts, Addresses);

    public void Become(CustomerDraft draft, DateTimeOffset now)
    {
        Name = draft.Name.Trim();
        Number = Trimmed(draft.Number);
        NumberKey = TextKey.Of(Number);
        Email = Trimmed(draft.Email) is { } email ? EmailAddress.Clean(email) : null;
        Phone = Trimmed(draft.Phone);
        TaxId = Trimmed(draft.TaxId);
        Notes = Trimmed(draft.Notes);
        Contacts = [.. (draft.Contacts ?? []).Select(contact => contact.Cleaned())];
        Addresses = [.. (draft.Addresses ?? []).Select(address => address.Cleaned())];
        UpdatedAt = now;
    }

    public void Archive(DateTimeOffset now) => ArchivedAt = UpdatedAt = now;

    public void Restore(DateTimeOffset now)
    {
        ArchivedAt = null;
        UpdatedAt = now;
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Contains the fields of a customer to create or change.</summary>
public sealed record CustomerDraft(
    string Name, string? Number, string? Email, string? Phone, string? TaxId, string? Notes,
    IReadOnlyList<Contact>? Contacts, IReadOnlyList<Address>? Addresses)
{
    public void Check(Checks checks)
    {
        checks.Text(Name, 200, "The name")
            .OptionalText(Number, 40, "The number")
            .OptionalText(Phone, 40, "The phone number")
            .OptionalText(TaxId, 40, "The tax ID")
            .OptionalText(Notes, 4000, "The notes")
            .That(Contacts is not { Count: > 50 }, nameof(Contacts), "A customer can have up to 50 contacts.")
            .Each(Contacts, nameof(Contacts), (inner, contact) => contact.Check(inner))
            .That(Addresses is not { Count: > 50 }, nameof(Addresses), "A customer can have up to 50 addresses.")
            .Each(Addresses, nameof(Addresses), (inner, address) => inner.Postal(address.ToPostal()));
        if (!string.IsNullOrWhiteSpace(Email))
            checks.Email(Email, "The email address");
    }
}

/// <summary>Represents a customer in the API and the audit log.</summary>
/// <param name="IsSample">True if it is sample data, which can be removed.</param>
public sealed record CustomerView(
    Id<Customer> Id, string Name, string? Number, string? Email, string? Phone, string? TaxId, string? Notes,
    IReadOnlyList<Contact> Contacts, IReadOnlyList<Address> Addresses,
    bool IsSample, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static CustomerView Of(Customer customer) => new(
        customer.Id, customer.Name, customer.Number, customer.Email, customer.Phone, customer.TaxId, customer.Notes,
        customer.Contacts, customer.Addresses, customer.IsSample, customer.CreatedAt, customer.UpdatedAt, customer.ArchivedAt);
}
