using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Replaces the hash of a shopper's password that was just verified by one of the configured cost, as <see
/// cref="RehashPassword"/> does for staff.
/// </summary>
public sealed class RehashShopperPassword(Gate gate) : Operation<RehashShopperPassword.Request, Done>(gate)
{
    /// <param name="Proof">That the password was right.</param>
    /// <param name="Password">The same password, hashed again.</param>
    public sealed record Request(ShopperProof Proof, HashedPassword Password) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.rehash";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (shoppers, verified, strong) = (pass.Db.Shoppers, request.Proof.Proved, request.Password.Value);
        // Only the hash that was verified is replaced: a password that was changed meanwhile stays.
        await shoppers.Where(shopper => shopper.Id == verified.ShopperId && shopper.PasswordHash == verified.Hash)
            .ExecuteUpdateAsync(set => set.SetProperty(shopper => shopper.PasswordHash, strong), ct);
        return new Done();
    }
}
