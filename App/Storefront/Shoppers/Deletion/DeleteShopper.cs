using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Deletes the calling shopper's login: ends their sessions and erases their personal data. Their orders and the customer that
/// they bought for are kept, and the organization's audit log keeps what they did, without their address. The address can be
/// invited again. A contact of the customer with the same address stays: it belongs to the organization's own records.
/// </summary>
public sealed class DeleteShopper(
    Gate gate, SessionStore<ShopperRealm> sessions, KnownDevices<ShopperRealm> devices, EmailCodeStore<ShopperRealm> emailCodes,
    EmailChanges<ShopperRealm> emailChanges, EmailOutbox outbox, EmailErasure erasure)
    : Operation<DeleteShopper.Request, Done>(gate)
{
    /// <param name="Proof">Proof of the password.</param>
    public sealed record Request(SignInProof<ShopperRealm> Proof) : IRequest;

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper.delete";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await sessions.LockOwnAsync(context, request.Proof, ct) is not Shopper shopper)
            return ShopperProblems.WrongPassword;
        var id = shopper.Id;
        var before = ShopperView.OfAudit(shopper, context.Now);
        string[] addresses = [shopper.Email, .. await emailChanges.PreviousAddressesAsync(context, shopper, ct)];
        await sessions.EndAllAsync(context, id.Value, null, ct);
        await sessions.BlankAsync(context, shopper, ct);
        await devices.ForgetAllAsync(context, shopper, ct);
        await context.Db.Carts.Where(row => row.ShopperId == id && row.OrderId == null).ExecuteDeleteAsync(ct);
        await emailCodes.VoidAllAsync(context, shopper, ct);
        await emailCodes.BlankAsync(context, shopper, ct);
        await emailChanges.ForgetAllAsync(context, shopper, ct);
        await erasure.EraseAsync(context, id.ToString(), addresses, ct);
        await IdempotencyReceipt.ForgetAsync(context, addresses, ct);
        await outbox.PutLastAsync(context, shopper.Email, new AccountDeletedEmail { Storefront = context.Organization.Name });
        shopper.Forget(context.Now);
        context.Note(before.Id.ToString(), before.Name, before);
        return new Done();
    }
}
