using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Sets a shopper's new password with an emailed code. A wrong code is a result and not a problem, because the attempt has to
/// be saved. A shopper has five attempts in 15 minutes, in all browsers together; the emailed link does not count as an
/// attempt.
/// </summary>
public sealed class ResetShopperByCode(Gate gate, ShopperPasswordChanges passwords, ShopperEmailCodeStore emailCodes)
    : Operation<ResetShopperByCode.Request, ResetShopperByCode.Answer>(gate)
{
    /// <param name="Code">Six digits from the email.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Held">The email code that this browser requested. The code works only in that browser.</param>
    /// <param name="Email">
    /// The address that a program requested the code for, instead of <c>Held</c>. Codes that browsers requested are not
    /// accepted.
    /// </param>
    public sealed record Request(string Code, HashedPassword Password, Id<ShopperEmailCode>? Held, string? Email = null)
        : IRequest
    {
        public void Check(Checks checks)
        {
            checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
            if (Held is null)
                checks.Email(Email, "The email");
        }
    }

    /// <param name="Changed">False if the code was refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.reset";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Held ?? await FindByEmailAsync(context, request.Email!, ct);
        var shopper = await passwords.LockOwnerAsync(context, context.Db.ShopperEmailCodes.Where(row => row.Id == id), ct);
        if (await emailCodes.RedeemAsync(context, id, ShopperEmailCodePurpose.PasswordReset, shopper, request.Code, ct) is null)
        {
            context.Note(id.ToString(), "Code refused");
            return new Answer(false);
        }
        await passwords.FinishAsync(context, shopper!, request.Password, ct);
        return new Answer(true);
    }

    /// <summary>
    /// Returns the last email code if a program requested it for this address; otherwise an id that does not exist.
    /// </summary>
    static async Task<Id<ShopperEmailCode>> FindByEmailAsync(OperationContext context, string email, CancellationToken ct)
    {
        var hash = ShopperEmailCodeStore.HashOf(email);
        var latest = await context.Db.ShopperEmailCodes.AsNoTracking()
            .Where(row => row.RecipientHash == hash && row.Purpose == ShopperEmailCodePurpose.PasswordReset)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is { ByProgram: true } ? latest.Id : default;
    }
}
