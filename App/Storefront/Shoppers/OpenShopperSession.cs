using App.Customers;

namespace App.Storefront;

/// <summary>Opens a session for a shopper who has proved their password.</summary>
public sealed class OpenShopperSession(Gate gate, ShopperStore shoppers, CustomerLookup customers)
    : Operation<OpenShopperSession.Request, OpenedShopperSession>(gate)
{
    /// <param name="Proof">Proof of the password.</param>
    /// <param name="CartToken">The visitor's cart, which becomes the shopper's.</param>
    public sealed record Request(ShopperProof Proof, string? CartToken = null) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_session.open";

    protected override async Task<Result<OpenedShopperSession>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        // the password was verified before this transaction: it must still be the shopper's, and the shopper must not be locked
        var proved = request.Proof.Proved;
        if (await shoppers.LockAsync(context, proved.ShopperId, ct) is not { WithdrawnAt: null } shopper
            || shopper.PasswordHash != proved.Hash || shopper.IsLocked(context.Now)
            || await customers.FindBuyerAsync(context, shopper.CustomerId, ct) is null)
            return ShopperProblems.WrongCredentials;
        if (shopper.FailedAt is not null)
            shopper.Forgive();
        var opened = await shoppers.OpenSessionAsync(context, shopper, request.CartToken, joins: false, ct);
        context.Note(opened.SessionId.ToString(), shopper.Email, after: new { opened.SessionId, opened.ExpiresAt });
        return opened;
    }
}
