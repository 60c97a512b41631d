using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Returns what every page of a storefront shows: the organization, its branding, the signed-in shopper and the number of cart
/// lines.
/// </summary>
public sealed class GetStorefrontContext(Gate gate, CartStore carts, CustomerLookup customers)
    : Query<GetStorefrontContext.Request, StorefrontContext>(gate)
{
    /// <param name="CartToken">Token from the visitor's cart cookie.</param>
    public sealed record Request(string? CartToken) : IRequest;

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "storefront.get_context";

    protected override async Task<Result<StorefrontContext>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var branding = await context.Db.StorefrontBrandings
            .Select(row => new BrandingView(row.Accent, row.LogoHash))
            .SingleOrDefaultAsync(ct);
        var customer = context.Actor.CustomerId is { } id ? await customers.FindBuyerAsync(context, new(id), ct) : null;
        var organization = context.Organization;
        return new StorefrontContext(
            organization.Slug, organization.Name, organization.Currency, organization.TimeZone,
            AccentTheme.Of(branding?.Accent)?.Hash, branding?.LogoHash,
            customer is null ? null : context.Actor.Name, customer?.Name,
            await carts.CountAsync(context, request.CartToken, ct));
    }
}

/// <summary>Describes a storefront and its current visitor.</summary>
/// <param name="Slug">The organization's slug: the path segment after <c>/s/</c>.</param>
/// <param name="Name">The organization's name.</param>
/// <param name="Currency">Currency of all prices, as an ISO 4217 code.</param>
/// <param name="ZoneName">IANA name of the time zone in which times are shown.</param>
/// <param name="SheetHash">Hash of the stylesheet with the organization's colors; null if it uses the default color.</param>
/// <param name="LogoHash">Hash of the logo; null if there is none.</param>
/// <param name="Shopper">Name of the signed-in shopper; null for a visitor.</param>
/// <param name="Customer">Name of the customer that the shopper buys for; null for a visitor.</param>
/// <param name="CartLines">Number of lines in the cart.</param>
public sealed record StorefrontContext(
    string Slug, string Name, string Currency, string ZoneName, string? SheetHash, string? LogoHash,
    string? Shopper, string? Customer, int CartLines)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public string Href(string path) => path.Length == 0 ? $"/s/{Slug}" : $"/s/{Slug}/{path}";
}
