namespace App.SignIn;

/// <summary>
/// Resets and changes passwords, and ends what the old password opened. Call <see cref="ForceAsync"/> if someone else may know
/// the password.
/// </summary>
public sealed class PasswordChanges<TRealm>(
    TRealm realm, SessionStore<TRealm> sessions, EmailCodeStore<TRealm> emailCodes, EmailChanges<TRealm> emailChanges,
    Lockouts<TRealm> lockouts, EmailOutbox outbox) where TRealm : SignInRealm
{
    /// <summary>
    /// Emails a code and a link to choose a new password. An address without a login gets an email that says so; the caller
    /// cannot tell which of the two was sent. For some days after a change of the address, the new one gets an email that says
    /// that resets are paused.
    /// </summary>
    /// <param name="email">Email address as typed.</param>
    /// <param name="held">The email code whose id this browser holds. It stays valid if the email is withheld.</param>
    /// <param name="byProgram">True if a program asks. The email then has no link, because no browser could use it.</param>
    /// <returns>The id of the email code, for the browser's cookie.</returns>
    public async Task<Id<EmailCode>> RequestAsync(
        OperationContext context, string email, Id<EmailCode>? held, bool byProgram, CancellationToken ct)
    {
        await realm.LockAddressAsync(context, email, ct);
        var found = await realm.FindAsync(context, email, ct);
        var login = found is not null && await realm.CanResetAsync(context, found, ct) ? found : null;
        var pausedUntil = login is null ? null : await emailChanges.ResetsPausedUntilAsync(context, login, ct);
        var owner = pausedUntil is null ? login : null;
        var sent = await emailCodes.SendAsync(
            context, EmailCodePurpose.PasswordReset, owner, login?.Email ?? EmailAddress.Clean(email),
            new(ByProgram: byProgram, Held: held),
            secret => EmailOf(context, login, pausedUntil, secret, byProgram), ct);
        return sent?.Id ?? Id<EmailCode>.New(context.Now);
    }

    EmailTemplate EmailOf(
        OperationContext context, ILogin? login, DateTimeOffset? pausedUntil, MailedSecret secret, bool byProgram)
    {
        var storefront = realm.StorefrontOf(context);
        if (login is null)
            return new NoAccountEmail { Storefront = storefront, Link = realm.JoinLink(context) };
        if (pausedUntil is { } until)
            return new ResetPausedEmail { Storefront = storefront, Until = until };
        return ResetEmail(context, secret, hasLink: !byProgram);
    }

    /// <summary>
    /// Makes the login's password unusable, ends all sessions and emails a code for a new password. Trusted browsers lose their
    /// trust. If the login's address was changed in the last days, the email goes to the previous one.
    /// </summary>
    /// <param name="context">The context of the calling operation, which leaves the audit note.</param>
    /// <param name="login">The login, with its row locked.</param>
    /// <returns>
    /// The id of the email code. If the caller is the login's owner, write it to the cookie of resets; otherwise the owner
    /// starts again at the page for forgotten passwords.
    /// </returns>
    public async Task<Id<EmailCode>> ForceAsync(OperationContext context, ILogin login, CancellationToken ct)
    {
        login.SetPassword(null);
        await realm.ForgetTrustedDevicesAsync(context, login, ct);
        await sessions.EndAllAsync(context, login.Key, null, ct);
        var sent = await emailCodes.SendAsync(
            context, EmailCodePurpose.PasswordReset, login, await emailChanges.RecoveryAddressAsync(context, login, ct),
            new(Unlimited: true),
            secret => ResetEmail(context, secret, hasLink: true, forced: true), ct);
        return sent!.Id;
    }

    /// <summary>
    /// Sets the new password and leaves the audit note. It ends sessions, trusted browsers, unfinished sign-ins and a lockout.
    /// </summary>
    /// <param name="login">The login, with its row locked.</param>
    /// <param name="password">The new password. It is checked and hashed before the transaction, because hashing is slow.</param>
    /// <param name="kept">The id of the one session that does not end.</param>
    public async Task ChangeAsync(
        OperationContext context, ILogin login, HashedPassword password, Guid? kept, CancellationToken ct)
    {
        login.SetPassword(password.Value);
        await lockouts.ClearAllAsync(context, login, ct);
        var ended = await sessions.EndAllAsync(context, login.Key, kept, ct);
        context.Note(login.PublicId, login.AuditLabel, before: new { Sessions = ended });
        await outbox.PutAsync(context, login.Email!, new PasswordChangedEmail
        {
            Storefront = realm.StorefrontOf(context),
            Forgot = realm.Link(context, "/forgot"),
        });
    }

    /// <summary>Completes a reset: identifies the caller as the login's owner, sets the new password and
    /// invalidates all other codes.</summary>
    public async Task FinishAsync(OperationContext context, ILogin login, HashedPassword password, CancellationToken ct)
    {
        realm.Recognize(context, login);
        await emailCodes.VoidAllAsync(context, login, ct); // those that others requested, too
        await ChangeAsync(context, login, password, null, ct);
    }

    PasswordResetEmail ResetEmail(OperationContext context, MailedSecret secret, bool hasLink, bool forced = false) => new()
    {
        Storefront = realm.StorefrontOf(context),
        Code = secret.Code,
        Link = hasLink ? realm.Link(context, $"/reset/{secret.LinkToken}") : null,
        Forced = forced,
    };
}
