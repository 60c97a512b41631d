namespace App.Customers;

/// <summary>Creates a customer: a company that buys from the organization.</summary>
public sealed class CreateCustomer(Gate gate, CustomerCreation creation)
    : Operation<CreateCustomer.Request, CustomerView>(gate)
{
    /// <param name="Name">Up to 200 characters.</param>
    /// <param name="Number">
    /// The organization's own customer number, up to 40 characters. Must be unique among the customers that are not archived.
    /// </param>
    /// <param name="Email">Email address, up to 254 characters.</param>
    /// <param name="Phone">Phone number in any format, up to 40 characters.</param>
    /// <param name="TaxId">VAT or other tax number, up to 40 characters.</param>
    /// <param name="Notes">Up to 4,000 characters. Visible to staff only.</param>
    /// <param name="Contacts">Up to 50 contacts.</param>
    /// <param name="Addresses">Up to 50 addresses.</param>
    public sealed record Request(
        [property: Mailed] string Name, string? Number = null, string? Email = null, string? Phone = null, string? TaxId = null,
        [property: Multiline] string? Notes = null, [property: NoNull] IReadOnlyList<Contact>? Contacts = null,
        [property: NoNull] IReadOnlyList<Address>? Addresses = null) : IRequest
    {
        internal CustomerDraft Draft => new(Name, Number, Email, Phone, TaxId, Notes, Contacts, Addresses);
        public void Check(Checks checks) => Draft.Check(checks);
    }

    protected internal override Access Access => Access.Member(CustomerPermissions.Change);
    protected internal override string Action => "customer.create";

    protected override Task<Result<CustomerView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var view = creation.Add(context, request.Draft);
        context.Note(view.Id.ToString(), view.Name, after: view);
        return Task.FromResult<Result<CustomerView>>(view);
    }
}
