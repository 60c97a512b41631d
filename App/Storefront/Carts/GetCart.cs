using App.Platform;

namespace App.Storefront;

/// <summary>The caller's cart.</summary>
public sealed class GetCart(Gate gate, CartBook carts) : Query<GetCart.Request, CartView>(gate)
{
    /// <param name="CartToken">Of the visitor's cookie.</param>
    public sealed record Request(string? CartToken) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "cart.get";

    protected override async Task<Result<CartView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await carts.ViewAsync(pass, await carts.FindAsync(pass, request.CartToken, ct), ct);
}
