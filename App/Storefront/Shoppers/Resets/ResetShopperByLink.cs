using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>A new password at a storefront, for the mailed link: by a click on its page, in the browser that asked for it.</summary>
public sealed class ResetShopperByLink(Gate gate, ShopperPasswordBook book) : Operation<ResetShopperByLink.Request, Done>(gate)
{
    /// <param name="Token">Of the link.</param>
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="HeldHere">What this browser began, by its cookie.</param>
    public sealed record Request(string Token, HashedPassword Password, Id<ShopperChallenge>? HeldHere) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.reset_by_link";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (hash, now) = (Token.HashOf(request.Token), pass.Now);
        var found = pass.Db.ShopperChallenges.Where(row => row.LinkHash == hash);
        if (await book.LockOwnerAsync(pass, found, ct) is not { } shopper
            || await found.SingleOrDefaultAsync(row => row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now, ct) is not { } challenge)
            return AccountProblems.ChallengeRefused;
        if (challenge.Id != request.HeldHere)
            return AccountProblems.OtherBrowser;
        challenge.Spend(now);
        await book.FinishAsync(pass, shopper, request.Password, ct);
        return new Done();
    }
}
