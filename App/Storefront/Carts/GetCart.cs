namespace App.Storefront;

/// <summary>Returns the caller's cart at the current prices and stock. A caller without a cart gets an empty one.</summary>
public sealed class GetCart(Gate gate, CartStore carts) : Query<GetCart.Request, CartView>(gate)
{
    /// <param name="CartToken">Token from the visitor's cart cookie; ignored for shoppers.</param>
    public sealed record Request(string? CartToken) : IRequest;

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "cart.get";

    protected override async Task<Result<CartView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await carts.ViewAsync(context, await carts.FindAsync(context, request.CartToken, ct), ct);
}
