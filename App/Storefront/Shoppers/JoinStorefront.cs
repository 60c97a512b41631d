using App.Accounts;
using App.Customers;
using App.Platform;

namespace App.Storefront;

/// <summary>Someone invited chooses a password, which uses the link up, and is signed in.</summary>
public sealed class JoinStorefront(Gate gate, ShopperBook book, CustomerBook customers) : Operation<JoinStorefront.Request, OpenedShopperSession>(gate)
{
    /// <param name="Token">Of the mailed link.</param>
    /// <param name="Password">Checked and hashed before, because that is slow.</param>
    /// <param name="CartToken">The visitor's cart, to be brought along.</param>
    public sealed record Request(string Token, HashedPassword Password, string? CartToken = null) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper.join";

    protected override async Task<Result<OpenedShopperSession>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await book.FindByLinkAsync(pass, request.Token, ct) is not { } found || await customers.FindBuyerAsync(pass, found.CustomerId, ct) is null)
            return ShopperProblems.LinkClosed;
        // Under lock the link is looked at once more: two clicks at once are one.
        var shopper = (await book.LockAsync(pass, found.Id, ct))!;
        await pass.Db.Entry(shopper).ReloadAsync(ct);
        if (shopper.StateAt(pass.Now) != ShopperState.Invited || shopper.LinkHash?.AsSpan().SequenceEqual(Token.HashOf(request.Token)) != true)
            return ShopperProblems.LinkClosed;

        var before = ShopperView.Of(shopper, pass.Now);
        shopper.Join(request.Password.Value, pass.Now);
        var opened = await book.OpenSessionAsync(pass, shopper, request.CartToken, joins: true, ct);
        pass.Note(shopper.Id.ToString(), shopper.Email, before, ShopperView.Of(shopper, pass.Now));
        return opened;
    }
}
