using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Who may buy at the storefront for a customer, or is asked to.</summary>
public sealed class ListShoppers(Gate gate) : Query<ListShoppers.Request, IReadOnlyList<ShopperView>>(gate)
{
    public sealed record Request(Id<Customer> CustomerId) : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <summary>More are not listed; nobody has so many.</summary>
    const int Most = 200;

    protected internal override Permission Permission => StorefrontPermissions.SeeShoppers;
    protected internal override string Action => "shopper.list";

    protected override async Task<Result<IReadOnlyList<ShopperView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var found = await pass.Last.Shoppers.Where(shopper => shopper.CustomerId == request.CustomerId && shopper.WithdrawnAt == null)
            .OrderBy(shopper => shopper.Name).ThenBy(shopper => shopper.Id).Take(Most).ToListAsync(ct);
        return found.ConvertAll(shopper => ShopperView.Of(shopper, pass.Now));
    }
}
