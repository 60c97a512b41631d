namespace App.SignIn;

/// <summary>
/// Defines a group of people who sign in together, with tables, cookies, keys and limits of its own: staff, or the shoppers of
/// storefronts. The sign-in engine contains each rule once; everything in which the realms differ is a member of this class.
/// </summary>
public abstract class SignInRealm
{
    /// <summary>Gets the name that binds one-time codes to the realm.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the time without use after which a session ends.</summary>
    public abstract TimeSpan SessionIdleTimeout { get; }

    /// <summary>Gets the time after which a session ends at the latest.</summary>
    public abstract TimeSpan SessionLifetime { get; }

    /// <summary>
    /// Gets whether a change of the email address needs the password. If not, its operations require a second factor.
    /// </summary>
    public abstract bool ConfirmsByPassword { get; }

    /// <summary>Gets the problem that tells a signed-in person that the password is wrong.</summary>
    public abstract Problem WrongPassword { get; }

    /// <summary>Gets the rate limits for all sign-ins, and for failed sign-ins, from an IP address.</summary>
    public abstract (Limit All, Limit Failed) SignInLimits { get; }

    /// <summary>Gets the cookies of a session.</summary>
    public abstract SessionCookieSettings Cookies { get; }

    /// <summary>Gets the name of the cookie with the password reset that a browser requested.</summary>
    public abstract string ResetCookie { get; }

    /// <summary>Gets the realm of access tokens.</summary>
    public abstract Realm Tokens { get; }

    public abstract string AudienceOf(OpenedSession session);

    /// <summary>Gets the rotation of refresh tokens.</summary>
    public abstract RefreshTokenRotation Rotation { get; }

    /// <summary>Returns the name of the storefront, for emails; null for staff.</summary>
    public abstract string? StorefrontOf(OperationContext context);

    /// <summary>Returns the URL of a page, for emails.</summary>
    /// <param name="path">The path below the realm's first page, such as <c>/reset</c>.</param>
    public abstract Uri Link(OperationContext context, string path);

    /// <summary>Returns the page where a person without a login can get one, for emails.</summary>
    public abstract Uri JoinLink(OperationContext context);

    /// <summary>Returns the TypeID of a login.</summary>
    public abstract string PublicIdOf(Guid login);

    /// <summary>Returns the login of the caller; null for a visitor.</summary>
    public abstract Guid? CallerOf(OperationContext context);

    /// <summary>Names a visitor in the audit entry who has just proved who they are.</summary>
    public abstract void Recognize(OperationContext context, ILogin login);

    /// <summary>
    /// Returns the source of a security event about a login; null if it concerns nobody, such as an unknown address of staff.
    /// </summary>
    /// <param name="login">Null for an address without a login.</param>
    public abstract SecuritySource? SourceOf(OperationContext context, ILogin? login);

    /// <summary>Finds a login by its email address.</summary>
    public abstract Task<ILogin?> FindAsync(OperationContext context, string email, CancellationToken ct);

    public abstract Task<ILogin?> FindAsync(OperationContext context, Guid login, CancellationToken ct);

    /// <summary>Finds a login that can be used, and locks its row until the end of the transaction.</summary>
    public abstract Task<ILogin?> LockAsync(OperationContext context, Guid login, CancellationToken ct);

    /// <summary>Returns true if the person can choose a new password by email.</summary>
    public abstract Task<bool> CanResetAsync(OperationContext context, ILogin login, CancellationToken ct);

    /// <summary>
    /// Returns the number of failed sign-ins that locks a login. An unknown login has a number, too, and takes as long.
    /// </summary>
    public abstract Task<int> LockoutThresholdAsync(OperationContext context, Guid login, CancellationToken ct);

    /// <summary>Replaces the hash of a password with a stronger one, unless the password was changed in the meantime.</summary>
    public abstract Task RehashAsync(OperationContext context, Guid login, string weak, string strong, CancellationToken ct);

    /// <summary>Makes other transactions that work on the same address wait until this transaction ends.</summary>
    public abstract Task LockAddressAsync(OperationContext context, string email, CancellationToken ct);

    /// <summary>Returns true if another login uses the address, so a change to it must be refused.</summary>
    public abstract Task<bool> IsTakenAsync(OperationContext context, string email, CancellationToken ct);

    /// <summary>
    /// Gives the login an address that its owner has just verified. Returns false if another login uses it by now.
    /// </summary>
    public abstract Task<bool> MoveAsync(OperationContext context, ILogin login, string email, CancellationToken ct);

    /// <summary>Returns the login as the audit log shows it.</summary>
    public abstract object AuditViewOf(ILogin login, DateTimeOffset now);

    public abstract IQueryable<Session> Sessions(AppDb db);
    public abstract IQueryable<Session> SessionsOf(AppDb db, Guid login);
    public abstract Session NewSession(ILogin login);

    public abstract IQueryable<RefreshToken> RefreshTokens(AppDb db);
    public abstract RefreshToken NewRefreshToken();

    public abstract IQueryable<EmailCode> EmailCodes(AppDb db);
    public abstract IQueryable<EmailCode> EmailCodesOf(AppDb db, Guid login);

    /// <summary>Returns the email codes of a login, and those that were sent to an address.</summary>
    /// <param name="login">Null for an address without a login.</param>
    /// <param name="recipientHash">The hash of the address.</param>
    public abstract IQueryable<EmailCode> EmailCodesTo(AppDb db, Guid? login, byte[] recipientHash);
    public abstract EmailCode NewEmailCode(ILogin? login);

    public abstract IQueryable<KnownDevice> Devices(AppDb db);
    public abstract IQueryable<KnownDevice> DevicesOf(AppDb db, Guid login);
    public abstract KnownDevice NewDevice(ILogin login);

    public abstract IQueryable<EmailChange> EmailChanges(AppDb db);
    public abstract IQueryable<EmailChange> EmailChangesOf(AppDb db, Guid login);
    public abstract EmailChange NewEmailChange(ILogin login);

    /// <summary>Removes the second factors that were added since then, in realms that have some.</summary>
    public virtual Task RemoveFactorsSinceAsync(
        OperationContext context, ILogin login, DateTimeOffset since, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Runs after strangers have locked a login, in the same transaction, if its owner is told.</summary>
    public virtual void AfterLockout(OperationContext context, ILogin login) { }

    /// <summary>Runs after a session was ended, in the same transaction.</summary>
    public virtual void AfterSessionEnded(OperationContext context, Session session) { }

    /// <summary>Takes back what lets a browser skip a sign-in step, because someone else may have it.</summary>
    public virtual Task ForgetTrustedDevicesAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        Task.CompletedTask;
}
