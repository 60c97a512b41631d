using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>
/// Restores an archived customer, so orders can be placed for it again. Fails with <c>customer_number_taken</c> if another
/// customer has taken its number meanwhile. A customer that is not archived stays as it is.
/// </summary>
public sealed class RestoreCustomer(Gate gate) : Operation<RestoreCustomer.Request, CustomerView>(gate)
{
    public sealed record Request(Id<Customer> Id) : IRequest;

    protected internal override Access Access => Access.Member(CustomerPermissions.Change);
    protected internal override string Action => "customer.restore";

    protected override async Task<Result<CustomerView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var customer = await context.Db.Customers.IgnoreQueryFilters([Filters.Archived])
            .SingleOrDefaultAsync(customer => customer.Id == request.Id, ct);
        if (customer is null)
            return Problem.Missing("The customer");
        var before = CustomerView.Of(customer);
        if (customer.ArchivedAt is null)
        {
            context.AlreadyDone();
            return before;
        }
        if (customer.NumberKey is { } number
            && await context.Db.Customers.FirstOrDefaultAsync(other => other.NumberKey == number, ct) is { } taker)
            return CustomerProblems.NumberTakenMeanwhile(taker);

        customer.Restore(context.Now);
        var view = CustomerView.Of(customer);
        context.Note(view.Id.ToString(), view.Name, before, view);
        context.Raise(new CustomerRestored(view.Id, view.Name));
        return view;
    }
}
