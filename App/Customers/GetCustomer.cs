namespace App.Customers;

/// <summary>Returns a customer, archived or not.</summary>
public sealed class GetCustomer(Gate gate) : Query<GetCustomer.Request, CustomerView>(gate)
{
    static readonly CompiledLookup<Customer, CustomerView> Row = new(customer => CustomerView.Of(customer), archived: true);

    public sealed record Request(Id<Customer> Id) : IRequest;

    protected internal override Access Access => Access.Member(CustomerPermissions.Read);
    protected internal override string Action => "customer.get";

    protected override async Task<Result<CustomerView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } customer ? customer : Problem.Missing("The customer");
}
