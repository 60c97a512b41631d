using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Passwords that are chosen anew, and what every change of one brings with it. <see cref="ForceAsync"/> is for whoever has found out that the
/// password may be in wrong hands.
/// </summary>
public sealed class PasswordBook(AccountBook accounts, SessionBook sessions, ChallengeBook challenges, Postbox postbox, Site site)
{
    /// <summary>What marks a reset that a program asked for: it holds no cookie, and its code is good for programs alone.</summary>
    internal const string ByProgram = """{"by": "program"}""";

    /// <summary>
    /// Mails a code and a link to choose a new password with; or, to an address without an account, word that it has none. The caller learns
    /// nothing of which it was. The answer is the challenge for the browser to hold.
    /// </summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="email">As typed.</param>
    /// <param name="held">The challenge that this browser holds: it stays good when too many were asked for of late.</param>
    /// <param name="byProgram">No browser holds it, so that there is no link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Id<Challenge>> AskAsync(Pass pass, string email, Id<Challenge>? held, bool byProgram, CancellationToken ct)
    {
        await accounts.LockAddressAsync(pass, email, ct);
        var account = await accounts.FindByEmailAsync(pass, email, ct) is { EmailConfirmed: true } found ? found : null;
        var (id, details) = (Id<Challenge>.New(pass.Now), byProgram ? ByProgram : null);
        var sent = account is null
            ? await challenges.PutAsync(pass, id, ChallengePurpose.NoAccount, null, email.Trim(), details, _ => new NoAccountLetter(site.Link("/signup")), ct)
            : await challenges.PutAsync(pass, id, ChallengePurpose.PasswordReset, account.Id, account.Email!, details,
                secret => new ResetLetter(secret.Code, byProgram ? null : LinkOf(secret)), ct);
        return sent ? id : held ?? id;
    }

    /// <summary>
    /// From here on the account's password opens nothing, every session has ended, no browser is remembered, and a mail leads to a new password.
    /// The answer is the challenge, for <see cref="ResetCookie"/> where the account's owner is the caller; elsewhere <c>/forgot</c> begins anew.
    /// </summary>
    /// <param name="pass">Of the operation that has found it necessary, and leaves the audit note.</param>
    /// <param name="account">Locked.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Id<Challenge>> ForceAsync(Pass pass, Account account, CancellationToken ct)
    {
        account.PasswordHash = null;
        await accounts.RestampAsync(pass, account);
        await sessions.EndAllAsync(pass, account.Id, null, ct);
        var id = Id<Challenge>.New(pass.Now);
        await challenges.PutAsync(pass, id, ChallengePurpose.PasswordReset, account.Id, account.Email!, null,
            secret => new ResetLetter(secret.Code, LinkOf(secret), Forced: true), ct, uncounted: true);
        return id;
    }

    /// <summary>The new password counts from here on, and nothing that the old one opened: sessions, remembered browsers, unfinished sign-ins, a lock.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="account">Locked.</param>
    /// <param name="password">Checked and hashed before, because that is slow.</param>
    /// <param name="stays">The one session that does not end.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SessionView>> ChangeAsync(Pass pass, Account account, HashedPassword password, Guid? stays, CancellationToken ct)
    {
        account.PasswordHash = password.Value;
        account.Forgive();
        await accounts.RestampAsync(pass, account);
        var ended = await sessions.EndAllAsync(pass, account.Id, stays, ct);
        await postbox.PutAsync(pass, account.Email!, new PasswordChangedLetter(site.Link("/forgot")));
        return ended;
    }

    /// <summary>Spends a reset: who it was is known from here on, and the password is theirs.</summary>
    internal async Task FinishAsync(Pass pass, Account account, HashedPassword password, CancellationToken ct)
    {
        var view = AccountView.Of(account);
        var ended = await ChangeAsync(pass, account, password, null, ct);
        pass.Recognize(view.Id.ToString(), view.Name, account.Id);
        pass.Note(view.Id.ToString(), view.Name, before: new { Sessions = ended });
    }

    /// <summary>Whose reset it is, locked before anything of it is looked at; so that all who try for one account wait for each other.</summary>
    internal async Task<Account?> LockOwnerAsync(Pass pass, IQueryable<Challenge> of, CancellationToken ct) =>
        await of.Where(row => row.Purpose == ChallengePurpose.PasswordReset).Select(row => row.AccountId).SingleOrDefaultAsync(ct) is { } id ? await accounts.LockAsync(pass, id, ct) : null;

    Uri LinkOf(MailedSecret secret) => site.Link($"/reset/{secret.LinkToken}");
}
