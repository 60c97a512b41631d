using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Represents the shopper who is signed in at a storefront.</summary>
/// <param name="Id">ID of the shopper.</param>
/// <param name="CustomerId">Customer that the shopper buys for.</param>
/// <param name="Name">Name of the shopper.</param>
/// <param name="Email">Email address that the shopper signs in with.</param>
public sealed record ShopperMe(Id<Shopper> Id, Id<Customer> CustomerId, string Name, string Email);

/// <summary>Returns the shopper that the access token belongs to.</summary>
public sealed class GetShopperMe(Gate gate) : Query<GetShopperMe.Request, ShopperMe>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper.me";

    protected override async Task<Result<ShopperMe>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = TypeId.TryParse(Shopper.IdPrefix, context.Actor.Id, out var shopper) ? new Id<Shopper>(shopper) : default;
        return await context.FinalRead().Shoppers.Where(row => row.Id == id)
            .Select(row => new ShopperMe(row.Id, row.CustomerId, row.Name, row.Email)).SingleAsync(ct);
    }
}
