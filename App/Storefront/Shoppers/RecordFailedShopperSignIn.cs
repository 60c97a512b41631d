namespace App.Storefront;

/// <summary>
/// Records a failed sign-in with a wrong password. It runs for unknown addresses too, so both take equally long. It leaves no
/// audit entry, because someone who guesses passwords must not be able to fill the log; the lockout leaves one.
/// </summary>
public sealed class RecordFailedShopperSignIn(Gate gate, ShopperStore shoppers)
    : Operation<RecordFailedShopperSignIn.Request, RecordFailedShopperSignIn.Answer>(gate)
{
    /// <param name="Id">Null for an unknown address.</param>
    public sealed record Request(Id<Shopper>? Id) : IRequest;

    /// <param name="LockNow">True if the shopper must be locked now.</param>
    public sealed record Answer(bool LockNow);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_sign_in.record_failure";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var limit = await shoppers.LockoutThresholdAsync(context, ct);
        var shopper = await shoppers.LockAsync(context, request.Id ?? default, ct);
        return new Answer(shopper is not null && shopper.Fail(limit, context.Now));
    }
}
