using App.Customers;
using App.Platform;

namespace App.Storefront;

/// <summary>A shopper who has proved who they are signs in.</summary>
public sealed class OpenShopperSession(Gate gate, ShopperBook book, CustomerBook customers) : Operation<OpenShopperSession.Request, OpenedShopperSession>(gate)
{
    /// <param name="Proof">That it is them.</param>
    /// <param name="CartToken">The visitor's cart, to be brought along.</param>
    public sealed record Request(ShopperProof Proof, string? CartToken = null) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_session.open";

    protected override async Task<Result<OpenedShopperSession>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        // The password was verified before this transaction: it counts only if it is still the shopper's, here, and none does while they are locked out.
        var proved = request.Proof.Proved;
        if (await book.LockAsync(pass, proved.ShopperId, ct) is not { WithdrawnAt: null } shopper || shopper.PasswordHash != proved.Hash || shopper.IsLocked(pass.Now)
            || await customers.FindBuyerAsync(pass, shopper.CustomerId, ct) is null)
            return ShopperProblems.WrongCredentials;
        if (shopper.FailedAt is not null)
            shopper.Forgive();
        var opened = await book.OpenSessionAsync(pass, shopper, request.CartToken, joins: false, ct);
        pass.Note(opened.SessionId.ToString(), shopper.Email, after: new { opened.SessionId, opened.ExpiresAt });
        return opened;
    }
}
