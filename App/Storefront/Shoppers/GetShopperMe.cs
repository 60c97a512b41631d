using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Who is signed in at a storefront.</summary>
/// <param name="Id">The shopper.</param>
/// <param name="CustomerId">Whom they buy for.</param>
/// <param name="Name">Theirs.</param>
/// <param name="Email">What they sign in with.</param>
public sealed record ShopperMe(Id<Shopper> Id, Id<Customer> CustomerId, string Name, string Email);

/// <summary>The shopper that an access token is of.</summary>
public sealed class GetShopperMe(Gate gate) : Query<GetShopperMe.Request, ShopperMe>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper.me";

    protected override async Task<Result<ShopperMe>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var id = TypeId.TryParse(Shopper.IdPrefix, pass.Actor.Id, out var shopper) ? new Id<Shopper>(shopper) : default;
        return await pass.Last.Shoppers.Where(row => row.Id == id).Select(row => new ShopperMe(row.Id, row.CustomerId, row.Name, row.Email)).SingleAsync(ct);
    }
}
