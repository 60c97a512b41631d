using App.Catalog;
using App.Platform;

namespace App.Storefront;

/// <summary>Other quantities; none takes a line out.</summary>
public sealed class ChangeCart(Gate gate, CartBook carts) : Operation<ChangeCart.Request, Done>(gate)
{
    public sealed record Line(Id<Variant> VariantId, decimal Quantity);

    /// <param name="CartToken">Of the visitor's cookie; a shopper needs none.</param>
    /// <param name="Lines">Those that change; lines that are not in the cart are passed over.</param>
    public sealed record Request(string? CartToken, IReadOnlyList<Line> Lines) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Lines.Count <= Cart.MostLines, nameof(Lines), $"A cart holds {Cart.MostLines} lines.")
            .Each(Lines, nameof(Lines), (inner, line) =>
            {
                if (line.Quantity != 0)
                    inner.Quantity(line.Quantity, "The quantity");
            });
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "cart.change";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await carts.LockAsync(pass, request.CartToken, ct) is { } cart)
            foreach (var line in request.Lines)
                cart.Set(line.VariantId, line.Quantity, pass.Now);
        return new Done();
    }
}
