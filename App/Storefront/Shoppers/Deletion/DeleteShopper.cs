using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Deletes the calling shopper's login: ends their sessions and erases their personal data. Their orders and the customer that
/// they bought for are kept, and the organization's audit log keeps what they did, with their address. The address can be
/// invited again.
/// </summary>
public sealed class DeleteShopper(Gate gate, ShopperStore shoppers, EmailOutbox outbox)
    : Operation<DeleteShopper.Request, Done>(gate)
{
    /// <param name="Proof">Proof of the password.</param>
    public sealed record Request(ShopperProof Proof) : IRequest;

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper.delete";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await shoppers.LockProvedAsync(context, request.Proof, ct) is not { } shopper)
            return ShopperProblems.WrongPassword;
        var id = shopper.Id;
        var before = ShopperView.Of(shopper, context.Now);
        await shoppers.EndSessionsAsync(context, id, null, ct);
        await context.Db.ShopperSessions.Where(row => row.ShopperId == id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Address, (string?)null)
            .SetProperty(row => row.UserAgent, (string?)null), ct);
        await context.Db.KnownShopperDevices.Where(row => row.ShopperId == id).ExecuteDeleteAsync(ct);
        await context.Db.Carts.Where(row => row.ShopperId == id && row.OrderId == null).ExecuteDeleteAsync(ct);
        await ShopperEmailCodeStore.VoidAsync(context, id, ct);
        await outbox.PutAsync(context, shopper.Email, new AccountDeletedEmail { Storefront = context.Organization.Name });
        shopper.Forget(context.Now);
        context.Note(before.Id.ToString(), before.Email, before);
        return new Done();
    }
}
