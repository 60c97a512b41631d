using App.Platform;

namespace App.Storefront;

/// <summary>The buyer takes the cart as it has become: at the prices of now, as much as there is, without what is no longer sold.</summary>
public sealed class AcceptChanges(Gate gate, CartBook carts) : Operation<AcceptChanges.Request, Done>(gate)
{
    /// <param name="CartToken">Of the visitor's cookie; a shopper needs none.</param>
    public sealed record Request(string? CartToken) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "cart.accept";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await carts.LockAsync(pass, request.CartToken, ct) is { } cart)
            foreach (var line in (await carts.ViewAsync(pass, cart, ct)).Lines.Where(line => line.Changes.Count > 0))
                cart.Accept(line.VariantId, line.Offered, line.Price, pass.Now);
        return new Done();
    }
}
