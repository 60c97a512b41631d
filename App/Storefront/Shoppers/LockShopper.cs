using App.Accounts;
using App.SignIn;

namespace App.Storefront;

/// <summary>
/// Locks a shopper after too many wrong passwords: for a while, no password opens a session, not even the right one. Only the
/// email to the shopper says so.
/// </summary>
public sealed class LockShopper(Gate gate, ShopperStore shoppers, EmailOutbox outbox, PublicUrl publicUrl)
    : Operation<LockShopper.Request, Done>(gate)
{
    public sealed record Request(Id<Shopper> Id) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper.lock";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var limit = await shoppers.LockoutThresholdAsync(context, ct);
        if (await shoppers.LockAsync(context, request.Id, ct) is not { } shopper || shopper.FailedCount < limit)
            return ShopperProblems.WrongCredentials; // a concurrent call has locked it: do not send a second email
        shopper.LockOut(context.Now);
        context.Note(shopper.Id.ToString(), shopper.Email, after: new { shopper.LockedUntil });
        await outbox.PutAsync(context, shopper.Email, new AccountLockedEmail
        {
            Storefront = context.Organization.Name,
            For = Lockout.Of(shopper.Locks - 1),
            SignIn = publicUrl.Link($"/s/{context.Organization.Slug}/login"),
        });
        return new Done();
    }
}
