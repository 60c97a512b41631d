using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>
/// Lists active customers, ordered by name. With <c>archived=true</c>, lists archived customers instead. The search matches
/// names, numbers and email addresses.
/// </summary>
public sealed class ListCustomers(Gate gate) : Query<ListCustomers.Request, Page<CustomerView>>(gate)
{
    public sealed record Request(PageRequest Page, [property: AnyText] string? Q = null, bool Archived = false) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Access Access => Access.Member(CustomerPermissions.Read);
    protected internal override string Action => "customer.list";

    protected override async Task<Result<Page<CustomerView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var customers = request.Archived
            ? context.FinalRead().Customers.IgnoreQueryFilters([Filters.Archived])
                .Where(customer => customer.ArchivedAt != null)
            : context.FinalRead().Customers;
        var found = customers.Matching(request.Q, (customer, word) =>
            Search.Has(customer.Name, word) || Search.Has(customer.Number, word) || Search.Has(customer.Email, word));
        return await found.ByTextAsync(
            request.Page, customer => customer.Name, customer => customer.Id, customer => customer.UpdatedAt,
            customer => CustomerView.Of(customer), ct);
    }
}
