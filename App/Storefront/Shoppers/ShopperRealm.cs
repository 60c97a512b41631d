using App.Customers;
using App.Organizations;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Defines the realm of the people who buy at a storefront. They sign in with a <see cref="Shopper"/>, which belongs to one
/// organization.
/// </summary>
public sealed class ShopperRealm(CustomerLookup customers, PublicUrl publicUrl) : SignInRealm
{
    static readonly RefreshTokenRotation Chain = new("shopper_refresh_tokens", "shopper_sessions", owned: true);

    // Lax: a shopper who follows a link from an email is still signed in.
    static readonly SessionCookieSettings CookieSettings =
        new(StorefrontRealm.Cookie, StorefrontRealm.Refresh, SameSiteMode.Lax, StorefrontRealm.RefreshPathOf);

    /// <summary>
    /// Limits attempts to sign in at storefronts from one IP address. Customers and staff at one IP address do not use up each
    /// other's quota.
    /// </summary>
    public static readonly Limit Attempts = new("shopper_sign_in", 10, 900);

    /// <summary>Limits failed attempts to sign in at storefronts from one IP address.</summary>
    public static readonly Limit FailedAttempts = new("failed_shopper_sign_in", 5, 900);

    public override string Name => "shopper";

    /// <summary>Gets the same time as <see cref="SessionLifetime"/>, because customers come back about once a month.</summary>
    public override TimeSpan SessionIdleTimeout => TimeSpan.FromDays(30);
    public override TimeSpan SessionLifetime => TimeSpan.FromDays(30);

    /// <summary>Gets true, because storefronts have no second factors.</summary>
    public override bool ConfirmsByPassword => true;
    public override Problem WrongPassword => ShopperProblems.WrongPassword;
    public override (Limit All, Limit Failed) SignInLimits => (Attempts, FailedAttempts);
    public override SessionCookieSettings Cookies => CookieSettings;
    public override string ResetCookie => "__Host-shopper-reset";
    public override Realm Tokens => Realm.Shopper;
    public override RefreshTokenRotation Rotation => Chain;

    public override string AudienceOf(OpenedSession session) => AccessToken.ShopperAudience(session.OrganizationId!.Value);

    public override string? StorefrontOf(OperationContext context) => context.Organization.Name;

    public override Uri Link(OperationContext context, string path) =>
        publicUrl.Link($"/s/{context.Organization.Slug}{path}");

    public override Uri JoinLink(OperationContext context) => Link(context, "");

    public override string PublicIdOf(Guid login) => new Id<Shopper>(login).ToString();

    public override Guid? CallerOf(OperationContext context) => ShopperStore.CallerOf(context)?.Value;

    public override void Recognize(OperationContext context, ILogin login) =>
        context.RecognizeShopper(login.PublicId, login.Name, ((Shopper)login).CustomerId.Value);

    /// <summary>Returns the storefront's organization, also for an unknown address.</summary>
    public override SecuritySource SourceOf(OperationContext context, ILogin? login) => new SecuritySource.Organization(
        context.Organization.Id,
        login is null ? null : new SecuritySubject(ActorKind.Shopper, login.PublicId, login.Name));

    public override async Task<ILogin?> FindAsync(OperationContext context, string email, CancellationToken ct)
    {
        var normalized = EmailAddress.KeyOf(email);
        return await context.Db.Shoppers.SingleOrDefaultAsync(
            row => row.NormalizedEmail == normalized && row.WithdrawnAt == null, ct);
    }

    public override async Task<ILogin?> FindAsync(OperationContext context, Guid login, CancellationToken ct) =>
        await context.Db.Shoppers.SingleOrDefaultAsync(
            row => row.Id == new Id<Shopper>(login) && row.WithdrawnAt == null, ct);

    public override async Task<ILogin?> LockAsync(OperationContext context, Guid login, CancellationToken ct) =>
        await context.LockAsync(new Id<Shopper>(login), ct) is { WithdrawnAt: null } shopper ? shopper : null;

    /// <summary>
    /// Returns true if the shopper has accepted the invitation and their customer can buy. It does not matter whether they have a
    /// working password.
    /// </summary>
    public override async Task<bool> CanResetAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        login is Shopper { JoinedAt: not null } shopper
        && await customers.FindBuyerAsync(context, shopper.CustomerId, ct) is not null;

    public override Task<int> LockoutThresholdAsync(OperationContext context, Guid login, CancellationToken ct) =>
        SignInPolicyLookup.LockoutThresholdAsync(context, ct);

    public override Task RehashAsync(OperationContext context, Guid login, string weak, string strong, CancellationToken ct) =>
        context.Db.Shoppers.Where(shopper => shopper.Id == new Id<Shopper>(login) && shopper.PasswordHash == weak)
            .ExecuteUpdateAsync(set => set.SetProperty(shopper => shopper.PasswordHash, strong), ct);

    /// <summary>Locks the address at this storefront only.</summary>
    public override Task LockAddressAsync(OperationContext context, string email, CancellationToken ct) =>
        context.Db.Database.ExecuteSqlAsync($"""
            select pg_advisory_xact_lock(hashtextextended({$"shopper {context.Organization.Id} {EmailAddress.KeyOf(email)}"}, 0))
            """, ct);

    /// <summary>Returns true if a shopper or a pending invitation of this storefront uses the address.</summary>
    public override Task<bool> IsTakenAsync(OperationContext context, string email, CancellationToken ct)
    {
        var normalized = EmailAddress.KeyOf(email);
        return context.Db.Shoppers.AnyAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null, ct);
    }

    public override async Task<bool> MoveAsync(OperationContext context, ILogin login, string email, CancellationToken ct)
    {
        await LockAddressAsync(context, email, ct);
        if (await IsTakenAsync(context, email, ct))
            return false;
        ((Shopper)login).MoveTo(email);
        return true;
    }

    public override object AuditViewOf(ILogin login, DateTimeOffset now) => ShopperView.OfAudit((Shopper)login, now);

    public override IQueryable<Session> Sessions(AppDb db) => db.ShopperSessions;

    public override IQueryable<Session> SessionsOf(AppDb db, Guid login) =>
        db.ShopperSessions.Where(row => row.ShopperId == new Id<Shopper>(login));

    public override Session NewSession(ILogin login) => new ShopperSession { ShopperId = new(login.Key) };

    public override IQueryable<RefreshToken> RefreshTokens(AppDb db) => db.ShopperRefreshTokens;

    public override RefreshToken NewRefreshToken() => new ShopperRefreshToken();

    public override IQueryable<EmailCode> EmailCodes(AppDb db) => db.ShopperEmailCodes;

    public override IQueryable<EmailCode> EmailCodesOf(AppDb db, Guid login) =>
        db.ShopperEmailCodes.Where(row => row.ShopperId == new Id<Shopper>(login));

    public override IQueryable<EmailCode> EmailCodesTo(AppDb db, Guid? login, byte[] recipientHash)
    {
        var shopper = login is { } key ? new Id<Shopper>(key) : (Id<Shopper>?)null;
        return db.ShopperEmailCodes.Where(
            row => (shopper != null && row.ShopperId == shopper) || row.RecipientHash == recipientHash);
    }

    public override EmailCode NewEmailCode(ILogin? login) =>
        new ShopperEmailCode { ShopperId = login is null ? null : new Id<Shopper>(login.Key) };

    public override IQueryable<KnownDevice> Devices(AppDb db) => db.ShopperDevices;

    public override IQueryable<KnownDevice> DevicesOf(AppDb db, Guid login) =>
        db.ShopperDevices.Where(row => row.ShopperId == new Id<Shopper>(login));

    public override IQueryable<EmailChange> EmailChanges(AppDb db) => db.ShopperEmailChanges;

    public override IQueryable<EmailChange> EmailChangesOf(AppDb db, Guid login) =>
        db.ShopperEmailChanges.Where(row => row.ShopperId == new Id<Shopper>(login));

    public override EmailChange NewEmailChange(ILogin login) => new ShopperEmailChange { ShopperId = new(login.Key) };

    public override KnownDevice NewDevice(ILogin login) => new ShopperDevice { ShopperId = new(login.Key) };
}
