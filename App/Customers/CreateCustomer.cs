using App.Platform;

namespace App.Customers;

/// <summary>A company buys from us from now on.</summary>
public sealed class CreateCustomer(Gate gate) : Operation<CreateCustomer.Request, CustomerView>(gate)
{
    /// <param name="Name">Up to 200 characters.</param>
    /// <param name="Number">The organization's own number for it, unique, up to 40 characters.</param>
    /// <param name="Email">Like name@example.com.</param>
    /// <param name="Phone">Up to 40 characters.</param>
    /// <param name="TaxId">VAT or other tax number, up to 40 characters.</param>
    /// <param name="Notes">Up to 4,000 characters; for staff only.</param>
    /// <param name="Contacts">Up to fifty.</param>
    /// <param name="Addresses">Up to fifty.</param>
    public sealed record Request(
        string Name, string? Number = null, string? Email = null, string? Phone = null, string? TaxId = null, string? Notes = null,
        IReadOnlyList<Contact>? Contacts = null, IReadOnlyList<Address>? Addresses = null) : IRequest
    {
        internal CustomerDraft Draft => new(Name, Number, Email, Phone, TaxId, Notes, Contacts, Addresses);
        public void Check(Checks checks) => Draft.Check(checks);
    }

    protected internal override Permission Permission => CustomerPermissions.Change;
    protected internal override string Action => "customer.create";

    protected override Task<Result<CustomerView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var customer = Customer.Welcome(request.Draft, pass.Now);
        pass.Db.Customers.Add(customer);

        var view = CustomerView.Of(customer);
        pass.Note(view.Id.ToString(), view.Name, after: view);
        pass.Raise(new CustomerCreated(view.Id, view.Name));
        return Task.FromResult<Result<CustomerView>>(view);
    }
}
