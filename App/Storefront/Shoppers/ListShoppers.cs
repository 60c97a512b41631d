using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Lists the people who can buy for a customer at the storefront, and those who are invited.</summary>
public sealed class ListShoppers(Gate gate) : Query<ListShoppers.Request, IReadOnlyList<ShopperView>>(gate)
{
    public sealed record Request(Id<Customer> CustomerId) : IRequest;

    /// <summary>The maximum number of shoppers in the list.</summary>
    const int Most = 200;

    protected internal override Access Access => Access.Member(StorefrontPermissions.SeeShoppers);
    protected internal override string Action => "shopper.list";

    protected override async Task<Result<IReadOnlyList<ShopperView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var found = await context.Db.Shoppers
            .Where(shopper => shopper.CustomerId == request.CustomerId && shopper.WithdrawnAt == null)
            .OrderBy(shopper => shopper.Name).ThenBy(shopper => shopper.Id).Take(Most).ToListAsync(ct);
        var failures = await EmailFailures.OfAsync(
            context.FinalRead(), [.. found.Select(shopper => shopper.Id.ToString())], ct);
        return found.ConvertAll(shopper => ShopperView.Of(shopper, context.Now) with
        {
            EmailFailure = failures.GetValueOrDefault(shopper.Id.ToString()),
        });
    }
}
