using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// A new password, for six mailed digits. A wrong code is an answer and not a problem, because the try has to be recorded. Five tries in a
/// quarter of an hour are all that an account has, whatever browsers they come from; the mailed link is not touched by that.
/// </summary>
public sealed class ResetByCode(Gate gate, PasswordBook book, ChallengeBook challenges) : Operation<ResetByCode.Request, ResetByCode.Answer>(gate)
{
    /// <param name="Code">As mailed.</param>
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="Held">The challenge that this browser began; a code is good there alone.</param>
    /// <param name="Email">Instead, from a program: the address it asked for. Codes that browsers asked for are none of its.</param>
    public sealed record Request(string Code, HashedPassword Password, Id<Challenge>? Held, string? Email = null) : IRequest
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

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.reset";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var id = request.Held ?? await FindByEmailAsync(pass, request.Email!, ct);
        var account = await book.LockOwnerAsync(pass, pass.Db.Challenges.Where(row => row.Id == id), ct);
        if (await IsSpentAsync(pass, account, ct) || await challenges.RedeemCodeAsync(pass, id, ChallengePurpose.PasswordReset, request.Code, ct) is null || account is null)
        {
            pass.Note(id.ToString(), "Code refused");
            return new Answer(false);
        }
        await book.FinishAsync(pass, account, request.Password, ct);
        return new Answer(true);
    }

    /// <summary>The last that a program asked for with this address; an id that nothing has when there is none.</summary>
    async Task<Id<Challenge>> FindByEmailAsync(Pass pass, string email, CancellationToken ct)
    {
        var (rows, hash) = (pass.Db.Challenges, challenges.HashOf(email));
        var latest = await rows.AsNoTracking().Where(row => row.RecipientHash == hash && (row.Purpose == ChallengePurpose.PasswordReset || row.Purpose == ChallengePurpose.NoAccount))
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is { Details: not null } ? latest.Id : default;
    }

    static async Task<bool> IsSpentAsync(Pass pass, Account? account, CancellationToken ct)
    {
        var (rows, id, since) = (pass.Db.Challenges, account?.Id ?? Guid.Empty, pass.Now - ChallengeBook.Window);
        return await rows.Where(row => row.AccountId == id && row.Purpose == ChallengePurpose.PasswordReset && row.CreatedAt > since).SumAsync(row => row.Tries, ct) >= Challenge.MostTries;
    }
}
