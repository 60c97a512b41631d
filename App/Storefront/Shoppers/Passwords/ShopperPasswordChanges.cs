using App.Accounts;
using App.Customers;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Resets and changes shoppers' passwords, and ends what the old password opened. It follows the rules of
/// <see cref="PasswordChanges"/> for staff.
/// </summary>
public sealed class ShopperPasswordChanges(
    ShopperEmailCodeStore emailCodes, ShopperStore shoppers, CustomerLookup customers, EmailOutbox outbox, PublicUrl publicUrl)
{
    const ShopperEmailCodePurpose Reset = ShopperEmailCodePurpose.PasswordReset;

    /// <summary>
    /// Emails a code and a link to choose a new password. An address without a shopper gets an email that says so; the caller
    /// cannot tell which of the two was sent.
    /// </summary>
    /// <param name="email">The address as typed.</param>
    /// <param name="held">The email code whose id this browser holds. It stays valid if the limit of emails is reached.</param>
    /// <param name="byProgram">True if a program asks. The email then has no link, because no browser could use it.</param>
    /// <returns>The id of the email code, for the browser's cookie.</returns>
    public async Task<Id<ShopperEmailCode>> AskAsync(
        OperationContext context, string email, Id<ShopperEmailCode>? held, bool byProgram, CancellationToken ct)
    {
        await ShopperEmailCodeStore.LockAddressAsync(context, email, ct);
        var shopper = await FindAsync(context, email, ct);
        var organization = context.Organization.Name;
        var home = $"/s/{context.Organization.Slug}";
        var sent = await emailCodes.PutAsync(context, Reset, shopper?.Id, shopper?.Email ?? email.Trim(),
            made => new ShopperEmailCode(made.Id, Reset, shopper?.Id, made.RecipientHash, made.Kept, context.Now)
            {
                ByProgram = byProgram,
            },
            secret => shopper is null
                ? new NoAccountEmail { Storefront = organization, Link = publicUrl.Link(home) }
                : new PasswordResetEmail
                {
                    Storefront = organization,
                    Code = secret.Code,
                    Link = byProgram ? null : publicUrl.Link($"{home}/reset/{secret.LinkToken}"),
                }, ct);
        return sent?.Id ?? held ?? Id<ShopperEmailCode>.New(context.Now);
    }

    /// <summary>
    /// Finds and locks the shopper of a reset before anything else is read, so concurrent attempts for one shopper run one
    /// after the other.
    /// </summary>
    internal async Task<Shopper?> LockOwnerAsync(
        OperationContext context, IQueryable<ShopperEmailCode> query, CancellationToken ct)
    {
        var resets = query.Where(row => row.Purpose == Reset);
        if (await resets.Select(row => row.ShopperId).SingleOrDefaultAsync(ct) is not { } id)
            return null;
        return await shoppers.LockAsync(context, id, ct) is { WithdrawnAt: null } shopper ? shopper : null;
    }

    /// <summary>Sets the new password. It ends sessions and a lockout.</summary>
    /// <param name="shopper">The shopper, with their row locked.</param>
    /// <param name="password">The new password. It is checked and hashed before the transaction, because hashing is slow.</param>
    /// <param name="stays">The id of the one session that does not end.</param>
    public async Task ChangeAsync(
        OperationContext context, Shopper shopper, HashedPassword password, Guid? stays, CancellationToken ct)
    {
        shopper.ChangePassword(password.Value);
        var ended = await shoppers.EndSessionsAsync(context, shopper.Id, stays, ct);
        context.Note(shopper.Id.ToString(), shopper.Email, before: new { Sessions = ended });
        await outbox.PutAsync(context, shopper.Email, new PasswordChangedEmail
        {
            Storefront = context.Organization.Name,
            Forgot = publicUrl.Link($"/s/{context.Organization.Slug}/forgot"),
        });
    }

    /// <summary>Completes a reset: identifies the caller as the shopper and sets the new password.</summary>
    internal async Task FinishAsync(OperationContext context, Shopper shopper, HashedPassword password, CancellationToken ct)
    {
        context.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        await ChangeAsync(context, shopper, password, null, ct);
    }

    /// <summary>
    /// Finds a shopper who can choose a new password: one who has accepted the invitation, whose access was not revoked, and
    /// whose customer can buy. It does not matter whether they have a working password.
    /// </summary>
    async Task<Shopper?> FindAsync(OperationContext context, string email, CancellationToken ct)
    {
        var normalized = Shopper.Normalize(email);
        var shopper = await context.Db.Shoppers.SingleOrDefaultAsync(
            row => row.NormalizedEmail == normalized && row.WithdrawnAt == null && row.JoinedAt != null, ct);
        if (shopper is null)
            return null;
        return await customers.FindBuyerAsync(context, shopper.CustomerId, ct) is null ? null : shopper;
    }
}
