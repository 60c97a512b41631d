using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Returns whether the organization has a customer of its own. Archived ones count.</summary>
public sealed class HasCustomer(Gate gate) : SetupCheck(gate)
{
    protected internal override Access Access => Access.Member(CustomerPermissions.Read);
    protected internal override string Action => "setup.check_customer";

    protected override async Task<Result<bool>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().Customers.IgnoreQueryFilters([Filters.Archived]).AnyAsync(customer => !customer.IsSample, ct);
}
