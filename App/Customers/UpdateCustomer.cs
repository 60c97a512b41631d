using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Changes a customer. Contacts and addresses are replaced as whole lists.</summary>
public sealed class UpdateCustomer(Gate gate) : Operation<UpdateCustomer.Request, CustomerView>(gate)
{
    /// <param name="Name">Up to 200 characters. Omit to keep the current value.</param>
    /// <param name="Contacts">Replaces all contacts, up to 50. Omit to keep the current ones.</param>
    /// <param name="Addresses">Replaces all addresses, up to 50. Omit to keep the current ones.</param>
    public sealed record Changes(
        [property: Mailed, NoNull] string? Name = null, [property: NoNull] IReadOnlyList<Contact>? Contacts = null,
        [property: NoNull] IReadOnlyList<Address>? Addresses = null)
    {
        /// <summary>Up to 40 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Number { get; init; }

        /// <summary>Up to 254 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Email { get; init; }

        /// <summary>Up to 40 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Phone { get; init; }

        /// <summary>Up to 40 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> TaxId { get; init; }

        /// <summary>Up to 4,000 characters. Omit to keep the current value; null clears it.</summary>
        [Multiline]
        public Optional<string?> Notes { get; init; }

        internal CustomerDraft On(CustomerDraft draft) => new(
            Name ?? draft.Name, Number.Or(draft.Number), Email.Or(draft.Email), Phone.Or(draft.Phone),
            TaxId.Or(draft.TaxId), Notes.Or(draft.Notes), Contacts ?? draft.Contacts, Addresses ?? draft.Addresses);
    }

    public sealed record Request(Id<Customer> Id, Changes Changes) : IRequest
    {
        // a valid draft, so only the fields to change can fail the check
        static readonly CustomerDraft Valid = new("-", null, null, null, null, null, null, null);

        public void Check(Checks checks) => Changes.On(Valid).Check(checks);
    }

    protected internal override Access Access => Access.Member(CustomerPermissions.Change);
    protected internal override string Action => "customer.update";

    protected override async Task<Result<CustomerView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Customers.SingleOrDefaultAsync(customer => customer.Id == request.Id, ct) is not { } customer)
            return Problem.Missing("The customer");

        var before = CustomerView.Of(customer);
        customer.Become(request.Changes.On(customer.Draft), context.Now);

        var view = CustomerView.Of(customer);
        context.NoteUpdate(view.Id.ToString(), view.Name, before, view);
        context.Raise(new CustomerUpdated(view.Id, view.Name));
        return view;
    }
}
