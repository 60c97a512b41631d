using App.Platform;

namespace App.Storefront;

/// <summary>A shopper's password was wrong. As for staff: an address that nobody has takes as long, and only the lock leaves an entry.</summary>
public sealed class CountFailedShopperSignIn(Gate gate, ShopperBook book) : Operation<CountFailedShopperSignIn.Request, CountFailedShopperSignIn.Answer>(gate)
{
    /// <param name="Id">Null for an unknown address.</param>
    public sealed record Request(Id<Shopper>? Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="LockNow">It was one too many.</param>
    public sealed record Answer(bool LockNow);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_sign_in.count_failed";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var limit = await book.LockLimitAsync(pass, ct);
        return new Answer(await book.LockAsync(pass, request.Id ?? default, ct) is { } shopper && shopper.Fail(limit, pass.Now));
    }
}
