namespace App.Customers;

/// <summary>Looks up customers for other features, within their transaction.</summary>
public sealed class CustomerLookup
{
    static readonly CompiledLookup<Customer, Buyer> Row =
        new(customer => new Buyer(customer.Id, customer.Name, customer.Addresses, customer.IsSample));

    /// <param name="Addresses">All addresses of the customer.</param>
    public sealed record Buyer(Id<Customer> Id, string Name, IReadOnlyList<Address> Addresses, bool IsSample = false)
    {
        /// <summary>
        /// Gets the address that orders are sent to unless they name another: the first shipping address, or null.
        /// </summary>
        public PostalAddress? ShippingAddress =>
            Addresses.FirstOrDefault(address => address.Kind == AddressKind.Shipping)?.ToPostal();
    }

    /// <summary>Returns the customer, or null if it is unknown, archived or belongs to another organization.</summary>
    public Task<Buyer?> FindBuyerAsync(OperationContext context, Id<Customer> id, CancellationToken ct) =>
        Row.FindAsync(context.Db, id, ct);
}
