using App.Platform;

namespace App.Storefront;

/// <summary>Someone may no longer buy at the storefront. Their sessions lead nowhere from that moment; their orders stay.</summary>
public sealed class WithdrawShopper(Gate gate, ShopperBook book) : Operation<WithdrawShopper.Request, Done>(gate)
{
    public sealed record Request(Id<Shopper> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => StorefrontPermissions.ChangeShoppers;
    protected internal override string Action => "shopper.withdraw";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await book.LockAsync(pass, request.Id, ct) is not { WithdrawnAt: null } shopper)
            return Problem.Missing("The shopper");
        var before = ShopperView.Of(shopper, pass.Now);
        shopper.Withdraw(pass.Now);
        pass.Note(shopper.Id.ToString(), shopper.Email, before, ShopperView.Of(shopper, pass.Now));
        return new Done();
    }
}
