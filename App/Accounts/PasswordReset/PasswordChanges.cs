using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Resets and changes passwords, and ends what the old password opened. Call <see cref="ForceAsync"/> if someone else may know
/// the password.
/// </summary>
public sealed class PasswordChanges(
    AccountStore accounts, SessionStore sessions, EmailCodeStore emailCodes, EmailOutbox outbox, PublicUrl publicUrl)
{
    /// <summary>
    /// Marks a reset that a program requested: no browser holds its cookie, and only programs can use its code.
    /// </summary>
    internal const string ByProgram = """{"by": "program"}""";

    /// <summary>
    /// Emails a code and a link to choose a new password. An address without an account gets an email that says so; the caller
    /// cannot tell which of the two was sent.
    /// </summary>
    /// <param name="email">Email address as typed.</param>
    /// <param name="held">The email code whose id this browser holds. It stays valid if the limit of emails is reached.</param>
    /// <param name="byProgram">True if a program asks. The email then has no link, because no browser could use it.</param>
    /// <returns>The id of the email code, for the browser's cookie.</returns>
    public async Task<Id<EmailCode>> AskAsync(
        OperationContext context, string email, Id<EmailCode>? held, bool byProgram, CancellationToken ct)
    {
        await accounts.LockAddressAsync(context, email, ct);
        var account = await accounts.FindByEmailAsync(context, email, ct) is { EmailConfirmed: true } found ? found : null;
        var id = Id<EmailCode>.New(context.Now);
        var details = byProgram ? ByProgram : null;
        var sent = account is null
            ? await emailCodes.PutAsync(context, id, EmailCodePurpose.NoAccount, null, email.Trim(), details,
                _ => new NoAccountEmail { Link = publicUrl.Link("/signup") }, ct)
            : await emailCodes.PutAsync(context, id, EmailCodePurpose.PasswordReset, account.Id, account.Email!, details,
                secret => new PasswordResetEmail { Code = secret.Code, Link = byProgram ? null : LinkOf(secret) }, ct);
        return sent ? id : held ?? id;
    }

    /// <summary>
    /// Makes the account's password unusable, ends all sessions and emails a code for a new password. All trusted browsers lose
    /// their trust.
    /// </summary>
    /// <param name="context">The context of the calling operation, which leaves the audit note.</param>
    /// <param name="account">The account, with its row locked.</param>
    /// <returns>
    /// The id of the email code. If the caller is the account's owner, write it to <see cref="ResetCookie"/>; otherwise the
    /// owner starts again at <c>/forgot</c>.
    /// </returns>
    public async Task<Id<EmailCode>> ForceAsync(OperationContext context, Account account, CancellationToken ct)
    {
        account.PasswordHash = null;
        await accounts.RestampAsync(context, account);
        await sessions.EndAllAsync(context, account.Id, null, ct);
        var id = Id<EmailCode>.New(context.Now);
        await emailCodes.PutAsync(context, id, EmailCodePurpose.PasswordReset, account.Id, account.Email!, null,
            secret => new PasswordResetEmail { Code = secret.Code, Link = LinkOf(secret), Forced = true }, ct, uncounted: true);
        return id;
    }

    /// <summary>Sets the new password. It ends sessions, trusted browsers, unfinished sign-ins and a lockout.</summary>
    /// <param name="account">The account, with its row locked.</param>
    /// <param name="password">The new password. It is checked and hashed before the transaction, because hashing is slow.</param>
    /// <param name="stays">The id of the one session that does not end.</param>
    /// <returns>The sessions that ended.</returns>
    public async Task<IReadOnlyList<SessionView>> ChangeAsync(
        OperationContext context, Account account, HashedPassword password, Guid? stays, CancellationToken ct)
    {
        account.PasswordHash = password.Value;
        account.Forgive();
        await accounts.RestampAsync(context, account);
        var ended = await sessions.EndAllAsync(context, account.Id, stays, ct);
        await outbox.PutAsync(context, account.Email!, new PasswordChangedEmail { Forgot = publicUrl.Link("/forgot") });
        return ended;
    }

    /// <summary>Completes a reset: identifies the caller as the account's owner and sets the new password.</summary>
    internal async Task FinishAsync(OperationContext context, Account account, HashedPassword password, CancellationToken ct)
    {
        var view = AccountView.Of(account);
        var ended = await ChangeAsync(context, account, password, null, ct);
        context.Recognize(view.Id.ToString(), view.Name, account.Id);
        context.Note(view.Id.ToString(), view.Name, before: new { Sessions = ended });
    }

    /// <summary>
    /// Finds and locks the account of a reset before anything else is read, so concurrent attempts for one account run one
    /// after the other.
    /// </summary>
    internal async Task<Account?> LockOwnerAsync(OperationContext context, IQueryable<EmailCode> query, CancellationToken ct)
    {
        var resets = query.Where(row => row.Purpose == EmailCodePurpose.PasswordReset);
        if (await resets.Select(row => row.AccountId).SingleOrDefaultAsync(ct) is not { } id)
            return null;
        return await accounts.LockAsync(context, id, ct);
    }

    Uri LinkOf(MailedSecret secret) => publicUrl.Link($"/reset/{secret.LinkToken}");
}
