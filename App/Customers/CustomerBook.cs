using App.Platform;

namespace App.Customers;

/// <summary>Who buys, for the floors above, inside their transaction.</summary>
public sealed class CustomerBook
{
    static readonly RowById<Customer, Buyer> Row = new(customer => new Buyer(customer.Id, customer.Name));

    public sealed record Buyer(Id<Customer> Id, string Name);

    /// <summary>The customer, or null when it is unknown, foreign or archived.</summary>
    public Task<Buyer?> FindBuyerAsync(Pass pass, Id<Customer> id, CancellationToken ct) => Row.FindAsync(pass.Db, id, ct);
}
