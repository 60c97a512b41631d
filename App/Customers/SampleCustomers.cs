using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Counts the customers that are sample data, for other features.</summary>
public static class SampleCustomers
{
    /// <summary>Returns the number of sample customers, including archived ones.</summary>
    public static Task<int> CountAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Customers.IgnoreQueryFilters([Filters.Archived]).CountAsync(customer => customer.IsSample, ct);
}
