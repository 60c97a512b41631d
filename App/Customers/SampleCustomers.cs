using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Finds the customers that are sample data, for other features.</summary>
public static class SampleCustomers
{
    /// <summary>Returns the number of sample customers, including archived ones.</summary>
    public static Task<int> CountAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Customers.IgnoreQueryFilters([Filters.Archived]).CountAsync(customer => customer.IsSample, ct);

    /// <summary>Returns the sample customers, including archived ones.</summary>
    public static Task<List<Id<Customer>>> IdsAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Customers.IgnoreQueryFilters([Filters.Archived]).Where(customer => customer.IsSample)
            .Select(customer => customer.Id).ToListAsync(ct);

    /// <summary>Returns those of the customers that exist, sample data or not.</summary>
    public static Task<List<Id<Customer>>> KeptAsync(
        OperationContext context, IReadOnlyCollection<Id<Customer>> ids, CancellationToken ct) =>
        context.Db.Customers.IgnoreQueryFilters([Filters.Archived]).Where(customer => ids.Contains(customer.Id))
            .Select(customer => customer.Id).ToListAsync(ct);
}
