using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>Too many wrong passwords: none opens a session for a while, the right one neither. Only the mail tells.</summary>
public sealed class LockShopper(Gate gate, ShopperBook book, Postbox postbox, Site site) : Operation<LockShopper.Request, Done>(gate)
{
    public sealed record Request(Id<Shopper> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper.lock";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var limit = await book.LockLimitAsync(pass, ct);
        if (await book.LockAsync(pass, request.Id, ct) is not { } shopper || shopper.FailedCount < limit)
            return ShopperProblems.WrongCredentials; // another was first: one lock, one mail
        shopper.LockOut(pass.Now);
        pass.Note(shopper.Id.ToString(), shopper.Email, after: new { shopper.LockedUntil });
        await postbox.PutAsync(pass, shopper.Email, new AccountLockedLetter(Lockout.Of(shopper.Locks - 1), site.Link($"/s/{pass.Organization.Slug}/login"), pass.Organization.Name));
        return new Done();
    }
}
