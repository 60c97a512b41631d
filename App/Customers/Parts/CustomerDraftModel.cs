namespace App.Customers.Parts;

/// <summary>Holds the input of the customer form.</summary>
public sealed class CustomerDraftModel
{
    public string? Name { get; set; }
    public string? Number { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? TaxId { get; set; }
    public string? Notes { get; set; }
    public List<ContactDraft> Contacts { get; init; } = [];
    public List<AddressDraft> Addresses { get; init; } = [];

    public sealed class ContactDraft
    {
        public string? Name { get; set; }
        public string? Email { get; set; }
        public string? Phone { get; set; }

        public Contact ToContact() => new(Name ?? "", Blank(Email), Blank(Phone));
    }

    public sealed class AddressDraft
    {
        public string Kind { get; set; } = nameof(AddressKind.Shipping);
        public AddressModel Postal { get; init; } = new();

        public Address ToAddress() => Address.Of(Enum.Parse<AddressKind>(Kind), Postal.ToAddress());
    }

    public static readonly IReadOnlyList<SelectOption> Kinds =
        [new(nameof(AddressKind.Shipping), "Shipping"), new(nameof(AddressKind.Billing), "Billing")];

    public static CustomerDraftModel Of(CustomerView customer)
    {
        var model = new CustomerDraftModel
        {
            Name = customer.Name,
            Number = customer.Number,
            Email = customer.Email,
            Phone = customer.Phone,
            TaxId = customer.TaxId,
            Notes = customer.Notes,
        };
        model.Contacts.AddRange(customer.Contacts.Select(contact => new ContactDraft
        {
            Name = contact.Name,
            Email = contact.Email,
            Phone = contact.Phone,
        }));
        model.Addresses.AddRange(customer.Addresses.Select(address => new AddressDraft
        {
            Kind = address.Kind.ToString(),
            Postal = AddressModel.Of(address.ToPostal()),
        }));
        return model;
    }

    public CreateCustomer.Request ToRequest() => new(
        Name ?? "", Number, Email, Phone, TaxId, Notes,
        [.. Contacts.Select(contact => contact.ToContact())],
        [.. Addresses.Select(address => address.ToAddress())]);

    public UpdateCustomer.Changes ToChanges() => new(
        Name ?? "",
        [.. Contacts.Select(contact => contact.ToContact())],
        [.. Addresses.Select(address => address.ToAddress())])
    {
        Number = Number,
        Email = Email,
        Phone = Phone,
        TaxId = TaxId,
        Notes = Notes,
    };

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
