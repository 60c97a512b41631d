using System.Security.Cryptography;
using System.Text;
using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Sends one-time codes and links to shoppers by email, and redeems each once. It follows the rules of
/// <see cref="EmailCodeStore"/> for staff.
/// </summary>
public sealed class ShopperEmailCodeStore(OneTimeCodes oneTimeCodes, EmailOutbox outbox)
{
    /// <summary>
    /// The number of emails of one purpose to a shopper or address in <see cref="EmailCodeStore.Window"/>. Further ones are
    /// neither stored nor sent.
    /// </summary>
    const int Most = 3;

    /// <summary>
    /// Makes other transactions that work on the same address at this storefront wait until this transaction ends.
    /// </summary>
    internal static async Task LockAddressAsync(OperationContext context, string email, CancellationToken ct) =>
        await context.Db.Database.ExecuteSqlAsync($"""
            select pg_advisory_xact_lock(
                hashtextextended({$"shopper {context.Organization.Id} {Shopper.Normalize(email)}"}, 0))
            """, ct);

    /// <summary>
    /// Stores an email code and its email, unless the limit of emails is reached. Earlier email codes of the same purpose
    /// become invalid.
    /// </summary>
    /// <param name="purpose">The purpose of the email code.</param>
    /// <param name="shopper">The shopper; null for an address without a shopper.</param>
    /// <param name="recipient">The address that the email is sent to.</param>
    /// <param name="make">Creates the email code from the protected secret.</param>
    /// <param name="email">Creates the email from the secret.</param>
    /// <returns>The email code; null if the limit is reached. Nothing was sent then.</returns>
    internal async Task<ShopperEmailCode?> PutAsync(
        OperationContext context, ShopperEmailCodePurpose purpose, Id<Shopper>? shopper, string recipient,
        Func<Made, ShopperEmailCode> make, Func<MailedSecret, EmailTemplate> email, CancellationToken ct)
    {
        var now = context.Now;
        var since = now - EmailCodeStore.Window;
        var hash = HashOf(recipient);
        var similar = context.Db.ShopperEmailCodes.Where(row => row.Purpose == purpose
            && ((shopper != null && row.ShopperId == shopper) || row.RecipientHash == hash));
        if (await similar.CountAsync(row => row.CreatedAt > since, ct) >= Most)
            return null;
        await similar.Where(row => row.UsedAt == null && row.VoidedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);

        var id = Id<ShopperEmailCode>.New(now);
        var (mailed, kept) = oneTimeCodes.Make(BoundTo(purpose, id, shopper));
        var emailCode = make(new(id, hash, kept));
        context.Db.ShopperEmailCodes.Add(emailCode);
        await outbox.PutAsync(context, recipient, email(mailed));
        return emailCode;
    }

    /// <summary>The data that a new email code is created from.</summary>
    internal sealed record Made(Id<ShopperEmailCode> Id, byte[] RecipientHash, ProtectedSecret Kept);

    /// <summary>
    /// Redeems an email code if the digits are right. Each attempt counts; a shopper has five for one purpose in 15 minutes.
    /// </summary>
    /// <param name="purpose">The purpose that the email code must have.</param>
    /// <param name="owner">
    /// The shopper, with their row locked, so concurrent attempts run one after the other; null for an address without a
    /// shopper.
    /// </param>
    /// <param name="code">The code as typed.</param>
    internal async Task<ShopperEmailCode?> RedeemAsync(
        OperationContext context, Id<ShopperEmailCode> id, ShopperEmailCodePurpose purpose, Shopper? owner, string code,
        CancellationToken ct)
    {
        var rows = context.Db.ShopperEmailCodes;
        var shopper = owner?.Id;
        var now = context.Now;
        var since = now - EmailCodeStore.Window;
        var attempts = await rows.Where(row => row.ShopperId == shopper && row.Purpose == purpose && row.CreatedAt > since)
            .SumAsync(row => row.Tries, ct);
        if (attempts >= EmailCode.MostTries && shopper is not null)
            return null;

        var valid = rows.Where(row => row.Id == id && row.Purpose == purpose && row.Tries < EmailCode.MostTries
            && row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now);
        if (await valid.ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct) == 0)
            return null;
        var emailCode = await rows.SingleAsync(row => row.Id == id, ct);
        if (emailCode.ShopperId is null || emailCode.ShopperId != shopper
            || !oneTimeCodes.Fits(emailCode.EncryptedKey, emailCode.CodeMac, BoundTo(purpose, id, shopper), code))
            return null;
        emailCode.Spend(context.Now);
        return emailCode;
    }

    /// <summary>Invalidates all email codes of a shopper, and erases the new addresses in them.</summary>
    internal static async Task VoidAsync(OperationContext context, Id<Shopper> shopper, CancellationToken ct)
    {
        var now = context.Now;
        await context.Db.ShopperEmailCodes.Where(row => row.ShopperId == shopper).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.VoidedAt, row => row.VoidedAt ?? now)
            .SetProperty(row => row.NewEmail, (string?)null), ct);
    }

    internal static byte[] HashOf(string email) => SHA256.HashData(Encoding.UTF8.GetBytes(Shopper.Normalize(email)));

    static string BoundTo(ShopperEmailCodePurpose purpose, Id<ShopperEmailCode> id, Id<Shopper>? shopper) =>
        $"Shopper{purpose}|{shopper?.Value ?? Guid.Empty:N}|{id}";
}
