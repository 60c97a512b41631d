using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>What stands around every page of a storefront: whose it is, how it looks, who is signed in, how many lines the cart has.</summary>
public sealed class GetStorefrontFrame(Gate gate, CartBook carts, CustomerBook customers) : Query<GetStorefrontFrame.Request, StorefrontFrame>(gate)
{
    /// <param name="CartToken">Of the visitor's cookie.</param>
    public sealed record Request(string? CartToken) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "storefront.frame";

    protected override async Task<Result<StorefrontFrame>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var look = await pass.Db.StorefrontLooks.Select(row => new LookView(row.Accent, row.LogoHash)).SingleOrDefaultAsync(ct);
        var customer = pass.Actor.CustomerId is { } id ? await customers.FindBuyerAsync(pass, new(id), ct) : null;
        var tenant = pass.Organization;
        return new StorefrontFrame(tenant.Slug, tenant.Name, tenant.Currency, tenant.TimeZone, AccentTheme.Of(look?.Accent)?.Hash, look?.LogoHash,
            customer is null ? null : pass.Actor.Name, customer?.Name, await carts.CountAsync(pass, request.CartToken, ct));
    }
}

/// <param name="Slug">First segment after <c>/s/</c>.</param>
/// <param name="Name">The organization's.</param>
/// <param name="Currency">Of all prices.</param>
/// <param name="ZoneName">IANA name of the zone in which times are shown.</param>
/// <param name="SheetHash">Of the sheet with its colors; null where it has chosen none.</param>
/// <param name="LogoHash">Of its logo; null without one.</param>
/// <param name="Shopper">Who is signed in; null for a visitor.</param>
/// <param name="Customer">Whom they buy for.</param>
/// <param name="CartLines">How many lines there are in the cart.</param>
public sealed record StorefrontFrame(
    string Slug, string Name, string Currency, string ZoneName, string? SheetHash, string? LogoHash, string? Shopper, string? Customer, int CartLines)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public string Href(string path) => path.Length == 0 ? $"/s/{Slug}" : $"/s/{Slug}/{path}";
}
