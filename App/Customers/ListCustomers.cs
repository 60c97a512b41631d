namespace App.Customers;

/// <summary>
/// Lists active customers, ordered by name. With <c>archived=true</c>, lists archived customers instead. The search matches
/// names, numbers and email addresses.
/// </summary>
public sealed class ListCustomers(Gate gate) : Query<ListCustomers.Request, Page<CustomerView>>(gate)
{
    static readonly ListSorts<Customer> Customers = new ListSorts<Customer>()
        .By("name", customer => customer.Name)
        .By("number", customer => customer.Number ?? "")
        .By("created_at", customer => customer.CreatedAt);

    public sealed record Request(PageRequest Page, [property: AnyText] string? Q = null, bool Archived = false) : IRequest
    {
        internal CustomerFilter ToFilter() => new(Q, Archived);

        public void Check(Checks checks)
        {
            Page.Check(checks, Customers);
            ToFilter().Check(checks);
        }
    }

    protected internal override Access Access => Access.Member(CustomerPermissions.Read);
    protected internal override string Action => "customer.list";
    protected internal override IListSorts Sorts => Customers;

    protected override async Task<Result<Page<CustomerView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await request.ToFilter().NarrowedAsync(context.Db, ct);
        return await filter.Of(context.FinalRead()).ByTextAsync(
            request.Page, customer => customer.Name, customer => customer.Id, customer => customer.UpdatedAt,
            customer => CustomerView.Of(customer), ct, Customers);
    }
}
