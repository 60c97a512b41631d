namespace App.Customers;

/// <summary>Reads the rows of an export of customers, with their first contact and address.</summary>
sealed class CustomerExport : ExportReader<CustomerFilter, CustomerView>
{
    public const string Name = "customers";

    public static readonly ExportList List = ExportList.Of<CustomerExport>(Name, "Customers", CustomerPermissions.Read);

    readonly ListCustomers list;

    public CustomerExport(ListCustomers list)
    {
        this.list = list;
        Text("Number", customer => customer.Number);
        Text("Name", customer => customer.Name);
        Text("Email", customer => customer.Email);
        Text("Phone", customer => customer.Phone);
        Text("Tax ID", customer => customer.TaxId);
        Text("Contact", customer => customer.Contacts is [var first, ..] ? first.Name : null);
        Text("Address", customer => AddressOf(customer) is { } address ? string.Join(", ", address.Lines) : null);
        Text("City", customer => AddressOf(customer)?.City);
        Text("Region", customer => AddressOf(customer)?.Region);
        Text("Postal code", customer => AddressOf(customer)?.PostalCode);
        Text("Country", customer => AddressOf(customer)?.Country);
        Text("Notes", customer => customer.Notes);
        Time("Created", customer => customer.CreatedAt);
        Text("Customer ID", customer => customer.Id.ToString());
    }

    protected override IListSorts Sorts => list.Sorts;

    protected override Task<Result<Page<CustomerView>>> ListAsync(
        CustomerFilter filter, PageRequest page, CancellationToken ct) =>
        list.ExecuteAsync(new(page, filter.Q, filter.Archived), ct);

    static Address? AddressOf(CustomerView customer) => customer.Addresses is [var first, ..] ? first : null;
}
