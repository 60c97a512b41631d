using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>A company no longer buys. Its orders still name it, and those that are open go on.</summary>
public sealed class ArchiveCustomer(Gate gate) : Operation<ArchiveCustomer.Request, Done>(gate)
{
    public sealed record Request(Id<Customer> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CustomerPermissions.Change;
    protected internal override string Action => "customer.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Customers.SingleOrDefaultAsync(customer => customer.Id == request.Id, ct) is not { } customer)
            return Problem.Missing("The customer");

        var before = CustomerView.Of(customer);
        customer.Archive(pass.Now);
        pass.Note(customer.Id.ToString(), customer.Name, before, CustomerView.Of(customer));
        pass.Raise(new CustomerArchived(customer.Id, customer.Name));
        return new Done();
    }
}
