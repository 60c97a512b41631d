using App.Customers;

namespace App.Storefront;

/// <summary>Returns the address to which the orders of the signed-in shopper's customer are sent.</summary>
public sealed class GetShippingAddress(Gate gate, CustomerLookup customers)
    : Query<GetShippingAddress.Request, GetShippingAddress.Answer>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="Address">The customer's first shipping address; null if it has none.</param>
    public sealed record Answer(PostalAddress? Address);

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "storefront.shipping_address";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var customer = await customers.FindBuyerAsync(context, new(context.Actor.CustomerId!.Value), ct);
        return new Answer(customer?.ShippingAddress);
    }
}
