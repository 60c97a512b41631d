using App.Accounts;
using App.Customers;
using App.SignIn;

namespace App.Storefront;

/// <summary>
/// Accepts an invitation to the storefront: sets the password, signs the shopper in and makes the emailed link unusable.
/// </summary>
public sealed class AcceptShopperInvitation(
    Gate gate, ShopperStore shoppers, ShopperSessions sessions, CustomerLookup customers)
    : Operation<AcceptShopperInvitation.Request, OpenedSession>(gate)
{
    /// <param name="Token">Token from the emailed link.</param>
    /// <param name="Password">The password, checked and hashed before this transaction, because hashing is slow.</param>
    /// <param name="CartToken">The visitor's cart, which becomes the shopper's.</param>
    public sealed record Request(
        [property: AnyText] string Token, HashedPassword Password, [property: AnyText] string? CartToken = null) : IRequest;

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper.accept_invitation";

    protected override async Task<Result<OpenedSession>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await shoppers.FindByLinkAsync(context, request.Token, ct) is not { } found
            || await customers.FindBuyerAsync(context, found.CustomerId, ct) is null)
            return ShopperProblems.LinkClosed;
        // check the link again after the shopper is locked: a concurrent click may have used it
        var shopper = (await context.LockAsync(found.Id, ct))!;
        if (shopper.StateAt(context.Now) != ShopperState.Invited
            || shopper.LinkHash?.AsSpan().SequenceEqual(Token.HashOf(request.Token)) != true)
            return ShopperProblems.LinkClosed;

        var before = ShopperView.OfAudit(shopper, context.Now);
        shopper.Join(request.Password.Value, context.Now);
        var opened = await sessions.OpenAsync(context, shopper, request.CartToken, joins: true, ct);
        context.Note(shopper.Id.ToString(), shopper.Name, before, ShopperView.OfAudit(shopper, context.Now));
        return opened;
    }
}
