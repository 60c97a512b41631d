using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>A new password at a storefront, for six mailed digits. A wrong code is an answer and not a problem, because the try has to be recorded.</summary>
public sealed class ResetShopperByCode(Gate gate, ShopperPasswordBook book, ShopperChallengeBook challenges) : Operation<ResetShopperByCode.Request, ResetShopperByCode.Answer>(gate)
{
    /// <param name="Code">As mailed.</param>
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="Held">What this browser began; a code is good there alone.</param>
    /// <param name="Email">Instead, from a program: the address it asked for.</param>
    public sealed record Request(string Code, HashedPassword Password, Id<ShopperChallenge>? Held, string? Email = null) : IRequest
    {
        public void Check(Checks checks)
        {
            checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
            if (Held is null)
                checks.Email(Email, "The email");
        }
    }

    /// <param name="Changed">False: refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.reset";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var id = request.Held ?? await FindByEmailAsync(pass, request.Email!, ct);
        var shopper = await book.LockOwnerAsync(pass, pass.Db.ShopperChallenges.Where(row => row.Id == id), ct);
        if (await challenges.RedeemAsync(pass, id, ShopperChallengePurpose.PasswordReset, shopper, request.Code, ct) is null)
        {
            pass.Note(id.ToString(), "Code refused");
            return new Answer(false);
        }
        await book.FinishAsync(pass, shopper!, request.Password, ct);
        return new Answer(true);
    }

    /// <summary>The last that was asked for with this address, if a program did; an id that nothing has otherwise.</summary>
    static async Task<Id<ShopperChallenge>> FindByEmailAsync(Pass pass, string email, CancellationToken ct)
    {
        var hash = ShopperChallengeBook.HashOf(email);
        var latest = await pass.Db.ShopperChallenges.AsNoTracking().Where(row => row.RecipientHash == hash && row.Purpose == ShopperChallengePurpose.PasswordReset).OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is { ByProgram: true } ? latest.Id : default;
    }
}
