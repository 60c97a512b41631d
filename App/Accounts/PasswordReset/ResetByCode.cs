using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Sets a new password with an emailed code. A wrong code is a result and not a problem, because the attempt has to be saved.
/// An account has five attempts in 15 minutes, in all browsers together; the emailed link does not count as an attempt.
/// </summary>
public sealed class ResetByCode(Gate gate, PasswordChanges passwords, EmailCodeStore emailCodes)
    : Operation<ResetByCode.Request, ResetByCode.Answer>(gate)
{
    /// <param name="Code">Six digits from the email.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Held">The email code that this browser requested. The code works only in that browser.</param>
    /// <param name="Email">
    /// The address that a program requested the code for, instead of <c>Held</c>. Codes that browsers requested are not
    /// accepted.
    /// </param>
    public sealed record Request(string Code, HashedPassword Password, Id<EmailCode>? Held, string? Email = null) : IRequest
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

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.reset";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Held ?? await FindByEmailAsync(context, request.Email!, ct);
        var account = await passwords.LockOwnerAsync(context, context.Db.EmailCodes.Where(row => row.Id == id), ct);
        if (await HasNoAttemptsLeftAsync(context, account, ct)
            || await emailCodes.RedeemCodeAsync(context, id, EmailCodePurpose.PasswordReset, request.Code, ct) is null
            || account is null)
        {
            context.Note(id.ToString(), "Code refused");
            return new Answer(false);
        }
        await passwords.FinishAsync(context, account, request.Password, ct);
        return new Answer(true);
    }

    /// <summary>
    /// Returns the last email code if a program requested it for this address; otherwise an id that does not exist.
    /// </summary>
    async Task<Id<EmailCode>> FindByEmailAsync(OperationContext context, string email, CancellationToken ct)
    {
        var hash = emailCodes.HashOf(email);
        var latest = await context.Db.EmailCodes.AsNoTracking()
            .Where(row => row.RecipientHash == hash
                && (row.Purpose == EmailCodePurpose.PasswordReset || row.Purpose == EmailCodePurpose.NoAccount))
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is { Details: not null } ? latest.Id : default;
    }

    static async Task<bool> HasNoAttemptsLeftAsync(OperationContext context, Account? account, CancellationToken ct)
    {
        var id = account?.Id ?? Guid.Empty;
        var since = context.Now - EmailCodeStore.Window;
        var attempts = await context.Db.EmailCodes
            .Where(row => row.AccountId == id && row.Purpose == EmailCodePurpose.PasswordReset && row.CreatedAt > since)
            .SumAsync(row => row.Tries, ct);
        return attempts >= EmailCode.MostTries;
    }
}
