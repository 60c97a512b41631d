using App.Customers;
using App.SignIn;

namespace App.Storefront;

/// <summary>Opens a session for a shopper who has proved their password.</summary>
public sealed class OpenShopperSession(
    Gate gate, SessionStore<ShopperRealm> proofs, ShopperSessions sessions, CustomerLookup customers,
    Lockouts<ShopperRealm> lockouts)
    : Operation<OpenShopperSession.Request, OpenedSession>(gate)
{
    /// <param name="Proof">Proof of the password.</param>
    /// <param name="CartToken">The visitor's cart, which becomes the shopper's.</param>
    public sealed record Request(SignInProof<ShopperRealm> Proof, [property: AnyText] string? CartToken = null) : IRequest;

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_session.open";

    protected override async Task<Result<OpenedSession>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        // the password was verified before this transaction: it must still be the shopper's, and the caller not locked out
        if (await proofs.LockProvedAsync(context, request.Proof, ct) is not Shopper shopper
            || await customers.FindBuyerAsync(context, shopper.CustomerId, ct) is null)
            return SignInProblems.WrongCredentials;
        await lockouts.ClearAsync(context, shopper, ct);
        var opened = await sessions.OpenAsync(context, shopper, request.CartToken, joins: false, ct);
        context.Note(opened.SessionId.ToString(), shopper.Email, after: new { opened.SessionId, opened.ExpiresAt });
        return opened;
    }
}
