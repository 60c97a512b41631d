using App.Customers;

namespace App.Storefront;

/// <summary>
/// Returns the invitation that an emailed link is about, for anyone with the link. It does not use up the link.
/// </summary>
public sealed class ReadShopperLink(Gate gate, ShopperStore shoppers, CustomerLookup customers)
    : Query<ReadShopperLink.Request, ReadShopperLink.Answer>(gate)
{
    public sealed record Request([property: AnyText] string Token) : IRequest;

    public sealed record Answer(string Name, string Email, string Customer);

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper.get_invitation";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        await shoppers.FindByLinkAsync(context, request.Token, ct) is { } shopper
            && await customers.FindBuyerAsync(context, shopper.CustomerId, ct) is { } customer
            ? new Answer(shopper.Name, shopper.Email, customer.Name)
            : ShopperProblems.LinkClosed;
}
