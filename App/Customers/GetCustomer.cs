using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>One customer, archived or not.</summary>
public sealed class GetCustomer(Gate gate) : Query<GetCustomer.Request, CustomerView>(gate)
{
    public sealed record Request(Id<Customer> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CustomerPermissions.Read;
    protected internal override string Action => "customer.get";

    protected override async Task<Result<CustomerView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.Customers.IgnoreQueryFilters([Filters.Archived]).SingleOrDefaultAsync(customer => customer.Id == request.Id, ct)
            is { } customer ? CustomerView.Of(customer) : Problem.Missing("The customer");
}
