using App.Customers;
using App.Orders;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Returns a warning for each earlier order of the shopper's customer with the same reference, before the cart is ordered. A cart
/// that has become an order gets none, because that order may be the one with this reference.
/// </summary>
public sealed class FindOwnReference(Gate gate, ReferenceLookup references)
    : Query<FindOwnReference.Request, FindReference.Found>(gate)
{
    /// <param name="CartId">The cart that was shown to the shopper.</param>
    /// <param name="Reference">The buyer's own reference for the order, up to 80 characters.</param>
    public sealed record Request(Id<Cart> CartId, string? Reference) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Reference, 80, "The reference");
    }

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "storefront.find_reference";

    protected override async Task<Result<FindReference.Found>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var customer = new Id<Customer>(context.Actor.CustomerId!.Value);
        if (await context.Db.Carts.AnyAsync(cart => cart.Id == request.CartId && cart.OrderId != null, ct))
            return new FindReference.Found([]);
        return new FindReference.Found(await references.FindAsync(context, customer, request.Reference, ct));
    }
}
