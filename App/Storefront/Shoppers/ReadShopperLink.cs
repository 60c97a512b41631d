using App.Customers;
using App.Platform;

namespace App.Storefront;

/// <summary>What the page of a mailed link shows to whoever holds the link. Looking does not use it up.</summary>
public sealed class ReadShopperLink(Gate gate, ShopperBook book, CustomerBook customers) : Query<ReadShopperLink.Request, ReadShopperLink.Answer>(gate)
{
    public sealed record Request(string Token) : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(string Name, string Email, string Customer);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper.read_link";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await book.FindByLinkAsync(pass, request.Token, ct) is { } shopper && await customers.FindBuyerAsync(pass, shopper.CustomerId, ct) is { } customer
            ? new Answer(shopper.Name, shopper.Email, customer.Name)
            : ShopperProblems.LinkClosed;
}
