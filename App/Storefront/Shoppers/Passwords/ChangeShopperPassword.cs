using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>A shopper takes another password, with the one they have. Their other sessions end.</summary>
public sealed class ChangeShopperPassword(Gate gate, ShopperBook shoppers, ShopperPasswordBook book) : Operation<ChangeShopperPassword.Request, Done>(gate)
{
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="Proof">Of the password so far.</param>
    public sealed record Request(HashedPassword Password, ShopperProof Proof) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_password.change";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await shoppers.LockProvedAsync(pass, request.Proof, ct) is not { } shopper)
            return ShopperProblems.WrongPassword;
        await book.ChangeAsync(pass, shopper, request.Password, pass.Actor.SessionId, ct);
        return new Done();
    }
}
