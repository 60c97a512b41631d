namespace App.Storefront;

/// <summary>
/// Revokes a shopper's access to the storefront. Their sessions stop working immediately; their orders are kept.
/// </summary>
public sealed class RevokeShopperAccess(Gate gate) : Operation<RevokeShopperAccess.Request, Done>(gate)
{
    public sealed record Request(Id<Shopper> Id) : IRequest;

    protected internal override Access Access => Access.Member(StorefrontPermissions.ChangeShoppers);
    protected internal override string Action => ShopperRevocation.Action;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { WithdrawnAt: null } shopper)
            return Problem.Missing("The shopper");
        var before = ShopperView.OfAudit(shopper, context.Now);
        shopper.Withdraw(context.Now);
        context.Note(shopper.Id.ToString(), shopper.Name, before, ShopperView.OfAudit(shopper, context.Now));
        return new Done();
    }
}
