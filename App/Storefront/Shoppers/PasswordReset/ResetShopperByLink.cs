using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Sets a shopper's new password with an emailed link. It takes a click on the page of the link, because email scanners open
/// links but press no buttons, and it works only in the browser that requested the reset. A person who reads the email on
/// another device types its code instead.
/// </summary>
public sealed class ResetShopperByLink(Gate gate, ShopperPasswordChanges passwords)
    : Operation<ResetShopperByLink.Request, Done>(gate)
{
    /// <param name="Token">Token from the link.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="HeldHere">The email code that this browser requested, from its cookie.</param>
    public sealed record Request(string Token, HashedPassword Password, Id<ShopperEmailCode>? HeldHere) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.reset_by_link";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token);
        var now = context.Now;
        var found = context.Db.ShopperEmailCodes.Where(row => row.LinkHash == hash);
        if (await passwords.LockOwnerAsync(context, found, ct) is not { } shopper
            || await found.SingleOrDefaultAsync(row => row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now, ct)
                is not { } emailCode)
            return AccountProblems.EmailCodeRefused;
        if (emailCode.Id != request.HeldHere)
            return AccountProblems.OtherBrowser;
        emailCode.Spend(now);
        await passwords.FinishAsync(context, shopper, request.Password, ct);
        return new Done();
    }
}
