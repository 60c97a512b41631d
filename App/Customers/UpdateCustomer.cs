using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Something about a customer is different now. Contacts and addresses are replaced as whole lists.</summary>
public sealed class UpdateCustomer(Gate gate) : Operation<UpdateCustomer.Request, CustomerView>(gate)
{
    /// <param name="Name">Absent: as it is.</param>
    /// <param name="Contacts">Absent: as they are.</param>
    /// <param name="Addresses">Absent: as they are.</param>
    public sealed record Changes(string? Name = null, IReadOnlyList<Contact>? Contacts = null, IReadOnlyList<Address>? Addresses = null)
    {
        // For each of these: absent leaves it as it is, null clears it.
        public Optional<string?> Number { get; init; }
        public Optional<string?> Email { get; init; }
        public Optional<string?> Phone { get; init; }
        public Optional<string?> TaxId { get; init; }
        public Optional<string?> Notes { get; init; }

        internal CustomerDraft On(CustomerDraft draft) => new(
            Name ?? draft.Name, Number.Or(draft.Number), Email.Or(draft.Email), Phone.Or(draft.Phone),
            TaxId.Or(draft.TaxId), Notes.Or(draft.Notes), Contacts ?? draft.Contacts, Addresses ?? draft.Addresses);
    }

    public sealed record Request(Id<Customer> Id, Changes Changes) : IRequest
    {
        static readonly CustomerDraft Sound = new("-", null, null, null, null, null, null, null);

        public void Check(Checks checks) => Changes.On(Sound).Check(checks);
    }

    protected internal override Permission Permission => CustomerPermissions.Change;
    protected internal override string Action => "customer.update";

    protected override async Task<Result<CustomerView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Customers.SingleOrDefaultAsync(customer => customer.Id == request.Id, ct) is not { } customer)
            return Problem.Missing("The customer");

        var before = CustomerView.Of(customer);
        customer.Become(request.Changes.On(customer.Draft), pass.Now);

        var view = CustomerView.Of(customer);
        pass.Note(view.Id.ToString(), view.Name, before, view);
        pass.Raise(new CustomerUpdated(view.Id, view.Name));
        return view;
    }
}
