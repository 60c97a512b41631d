using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>
/// Archives a customer, so no new orders can be placed for it. Existing orders keep the customer, and open ones can still be
/// fulfilled.
/// </summary>
public sealed class ArchiveCustomer(Gate gate) : Operation<ArchiveCustomer.Request, Done>(gate)
{
    public sealed record Request(Id<Customer> Id) : IRequest;

    protected internal override Access Access => Access.Member(CustomerPermissions.Change);
    protected internal override string Action => "customer.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Customers.SingleOrDefaultAsync(customer => customer.Id == request.Id, ct) is not { } customer)
            return Problem.Missing("The customer");

        var before = CustomerView.Of(customer);
        customer.Archive(context.Now);
        context.Note(customer.Id.ToString(), customer.Name, before, CustomerView.Of(customer));
        context.Raise(new CustomerArchived(customer.Id, customer.Name));
        return new Done();
    }
}
