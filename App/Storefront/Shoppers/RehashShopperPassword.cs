using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Replaces the hash of a shopper's password that was just verified with one of the configured cost, as
/// <see cref="RehashPassword"/> does for staff.
/// </summary>
public sealed class RehashShopperPassword(Gate gate) : Operation<RehashShopperPassword.Request, Done>(gate)
{
    /// <param name="Proof">Proof that the password was right.</param>
    /// <param name="Password">The same password, hashed again.</param>
    public sealed record Request(ShopperProof Proof, HashedPassword Password) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.rehash";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var verified = request.Proof.Proved;
        var strong = request.Password.Value;
        // replace only the verified hash: the password may have been changed in the meantime
        await context.Db.Shoppers.Where(shopper => shopper.Id == verified.ShopperId && shopper.PasswordHash == verified.Hash)
            .ExecuteUpdateAsync(set => set.SetProperty(shopper => shopper.PasswordHash, strong), ct);
        return new Done();
    }
}
