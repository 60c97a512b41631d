using App.Accounts;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Changes the calling shopper's email address with the code from the new address, in the session that requested it. The other
/// sessions end, and the previous address gets an email. A wrong code is a result and not a problem, because the attempt has to
/// be saved.
/// </summary>
public sealed class ConfirmNewShopperEmail(Gate gate, ShopperStore shoppers, ShopperEmailCodeStore emailCodes, EmailOutbox outbox)
    : Operation<ConfirmNewShopperEmail.Request, ConfirmNewShopperEmail.Answer>(gate)
{
    /// <param name="Code">Six digits from the email.</param>
    public sealed record Request(string Code) : IRequest
    {
        public void Check(Checks checks) =>
            checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
    }

    /// <param name="Changed">False if the code was refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_email.change";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await shoppers.LockAsync(context, CartStore.ShopperOf(context) ?? default, ct) is not { } shopper)
            return Problem.Missing("The shopper");
        var before = ShopperView.Of(shopper, context.Now);
        if (await SpendAsync(context, shopper, request.Code, ct) is not { NewEmail: { } email })
        {
            context.Note(before.Id.ToString(), "Code refused");
            return new Answer(false);
        }
        await ShopperEmailCodeStore.VoidAsync(context, shopper.Id, ct); // codes and links in the previous mailbox stop working
        shopper.MoveTo(email);
        await shoppers.EndSessionsAsync(context, shopper.Id, context.Actor.SessionId, ct);
        await outbox.PutAsync(context, before.Email, new AddressChangedEmail { Storefront = context.Organization.Name });
        context.Note(before.Id.ToString(), email, before, ShopperView.Of(shopper, context.Now));
        return new Answer(true);
    }

    /// <summary>
    /// Redeems the shopper's latest code for a new address. Returns null if this session did not request it, the code is wrong,
    /// or the address is in use by now.
    /// </summary>
    async Task<ShopperEmailCode?> SpendAsync(OperationContext context, Shopper shopper, string code, CancellationToken ct)
    {
        var latest = await context.Db.ShopperEmailCodes.AsNoTracking()
            .Where(row => row.ShopperId == shopper.Id && row.NewEmail != null)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        if (latest is null || latest.SessionId != context.Actor.SessionId)
            return null;
        var redeemed = await emailCodes.RedeemAsync(
            context, latest.Id, ShopperEmailCodePurpose.NewAddress, shopper, code, ct);
        if (redeemed is null)
            return null;
        await ShopperEmailCodeStore.LockAddressAsync(context, redeemed.NewEmail!, ct);
        return await shoppers.IsTakenAsync(context, redeemed.NewEmail!, ct) ? null : redeemed;
    }
}
