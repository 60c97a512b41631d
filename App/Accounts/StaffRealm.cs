using App.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace App.Accounts;

/// <summary>Defines the realm of people who work for organizations. They sign in with an <see cref="Account"/>.</summary>
public sealed class StaffRealm(AccountStore accounts, TrustedDevices trusted, PublicUrl publicUrl, IMemoryCache cache)
    : SignInRealm
{
    /// <summary>The name of the cookie with the access token.</summary>
    public const string AccessCookie = "__Host-staff-session";

    /// <summary>The route where browsers renew their access token.</summary>
    public const string RefreshRoute = "/account/refresh";

    static readonly RefreshTokenRotation Chain = new("platform.refresh_tokens", "platform.sessions", owned: false);

    // Strict: browsers send the cookies only from our own pages.
    static readonly SessionCookieSettings CookieSettings =
        new(AccessCookie, "__Secure-staff-refresh", SameSiteMode.Strict, _ => RefreshRoute);

    /// <summary>Limits attempts to sign in from one IP address (K4).</summary>
    public static readonly Limit Attempts = new("sign_in", 10, 900);

    /// <summary>Limits failed attempts to sign in from one IP address (K4).</summary>
    public static readonly Limit FailedAttempts = new("failed_sign_in", 5, 900);

    public override string Name => "staff";
    public override TimeSpan SessionIdleTimeout => TimeSpan.FromDays(7);
    public override TimeSpan SessionLifetime => TimeSpan.FromDays(30);
    public override bool ConfirmsByPassword => false;
    public override Problem WrongPassword => AccountProblems.WrongPassword;
    public override (Limit All, Limit Failed) SignInLimits => (Attempts, FailedAttempts);
    public override SessionCookieSettings Cookies => CookieSettings;
    public override string ResetCookie => "__Host-staff-reset";
    public override Realm Tokens => Realm.Staff;
    public override RefreshTokenRotation Rotation => Chain;

    public override string AudienceOf(OpenedSession session) => AccessToken.StaffAudience;

    public override string? StorefrontOf(OperationContext context) => null;

    public override Uri Link(OperationContext context, string path) => publicUrl.Link(path);

    public override Uri JoinLink(OperationContext context) => publicUrl.Link("/signup");

    public override string PublicIdOf(Guid login) => new Id<Account>(login).ToString();

    public override Guid? CallerOf(OperationContext context) => context.Actor.AccountId;

    public override void Recognize(OperationContext context, ILogin login) =>
        context.Recognize(login.PublicId, login.Name, login.Key);

    /// <summary>Returns the account, whose organizations are found later. An unknown address concerns nobody.</summary>
    public override SecuritySource? SourceOf(OperationContext context, ILogin? login) =>
        login is null ? null : new SecuritySource.Account(login.Key, login.Name);

    public override async Task<ILogin?> FindAsync(OperationContext context, string email, CancellationToken ct) =>
        await accounts.FindByEmailAsync(context, email, ct);

    public override async Task<ILogin?> FindAsync(OperationContext context, Guid login, CancellationToken ct) =>
        await accounts.FindAsync(context, login, ct);

    public override async Task<ILogin?> LockAsync(OperationContext context, Guid login, CancellationToken ct) =>
        await accounts.LockAsync(context, login, ct);

    public override Task<bool> CanResetAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        Task.FromResult(((Account)login).EmailConfirmed);

    public override Task<int> LockoutThresholdAsync(OperationContext context, Guid login, CancellationToken ct) =>
        accounts.LockoutThresholdAsync(context, login, ct);

    public override Task RehashAsync(OperationContext context, Guid login, string weak, string strong, CancellationToken ct) =>
        context.Db.Accounts.Where(account => account.Id == login && account.PasswordHash == weak)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, strong), ct);

    public override Task LockAddressAsync(OperationContext context, string email, CancellationToken ct) =>
        accounts.LockAddressAsync(context, email, ct);

    public override async Task<bool> IsTakenAsync(OperationContext context, string email, CancellationToken ct) =>
        await accounts.FindByEmailAsync(context, email, ct) is { EmailConfirmed: true };

    public override Task<bool> MoveAsync(OperationContext context, ILogin login, string email, CancellationToken ct) =>
        accounts.MoveAsync(context, (Account)login, email, ct);

    public override object AuditViewOf(ILogin login, DateTimeOffset now) => AccountView.Of((Account)login);

    public override IQueryable<Session> Sessions(AppDb db) => db.StaffSessions;

    public override IQueryable<Session> SessionsOf(AppDb db, Guid login) =>
        db.StaffSessions.Where(row => row.AccountId == login);

    public override Session NewSession(ILogin login) => new StaffSession { AccountId = login.Key };

    public override IQueryable<RefreshToken> RefreshTokens(AppDb db) => db.StaffRefreshTokens;

    public override RefreshToken NewRefreshToken() => new StaffRefreshToken();

    public override IQueryable<EmailCode> EmailCodes(AppDb db) => db.StaffEmailCodes;

    public override IQueryable<EmailCode> EmailCodesOf(AppDb db, Guid login) =>
        db.StaffEmailCodes.Where(row => row.AccountId == login);

    public override IQueryable<EmailCode> EmailCodesTo(AppDb db, Guid? login, byte[] recipientHash) =>
        db.StaffEmailCodes.Where(row => (login != null && row.AccountId == login) || row.RecipientHash == recipientHash);

    public override EmailCode NewEmailCode(ILogin? login) => new StaffEmailCode { AccountId = login?.Key };

    public override IQueryable<KnownDevice> Devices(AppDb db) => db.StaffDevices;

    public override IQueryable<KnownDevice> DevicesOf(AppDb db, Guid login) =>
        db.StaffDevices.Where(row => row.AccountId == login);

    public override IQueryable<EmailChange> EmailChanges(AppDb db) => db.StaffEmailChanges;

    public override IQueryable<EmailChange> EmailChangesOf(AppDb db, Guid login) =>
        db.StaffEmailChanges.Where(row => row.AccountId == login);

    public override EmailChange NewEmailChange(ILogin login) => new StaffEmailChange { AccountId = login.Key };

    public override async Task RemoveFactorsSinceAsync(
        OperationContext context, ILogin login, DateTimeOffset since, CancellationToken ct)
    {
        var account = login.Key;
        await context.Db.Authenticators.Where(row => row.AccountId == account && row.CreatedAt >= since).ExecuteDeleteAsync(ct);
        await context.Db.Passkeys.Where(row => row.AccountId == account && row.CreatedAt >= since).ExecuteDeleteAsync(ct);
        await context.Db.RecoveryCodes.Where(row => row.AccountId == account && row.CreatedAt >= since).ExecuteDeleteAsync(ct);
    }

    public override KnownDevice NewDevice(ILogin login) => new StaffDevice { AccountId = login.Key };

    /// <summary>Tells the owners of the person's organizations.</summary>
    public override void AfterLockout(OperationContext context, ILogin login) =>
        context.RaiseForAccount(new AccountLocked(login.Key, login.Lockout.LockedUntil!.Value));

    /// <summary>This process stops accepting the session immediately, other processes within a second.</summary>
    public override void AfterSessionEnded(OperationContext context, Session session) => context.AfterCommit(
        () => cache.Remove(Authentication.Of(new Credential.Session(session.Id.Value, null))));

    public override Task ForgetTrustedDevicesAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        trusted.ForgetAllAsync(context, login.Key, ct);
}
