using App.Platform;

namespace App.Customers;

/// <summary>One customer, archived or not.</summary>
public sealed class GetCustomer(Gate gate) : Query<GetCustomer.Request, CustomerView>(gate)
{
    static readonly RowById<Customer, CustomerView> Row = new(customer => CustomerView.Of(customer), archived: true);

    public sealed record Request(Id<Customer> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CustomerPermissions.Read;
    protected internal override string Action => "customer.get";

    protected override async Task<Result<CustomerView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } customer ? customer : Problem.Missing("The customer");
}
