using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Who buys, for the floors above, inside their transaction.</summary>
public sealed class CustomerBook
{
    public sealed record Buyer(Id<Customer> Id, string Name);

    /// <summary>The customer, or null when it is unknown, foreign or archived.</summary>
    public Task<Buyer?> FindBuyerAsync(Pass pass, Id<Customer> id, CancellationToken ct) =>
        pass.Db.Customers.Where(customer => customer.Id == id).Select(customer => new Buyer(customer.Id, customer.Name)).SingleOrDefaultAsync(ct);
}
