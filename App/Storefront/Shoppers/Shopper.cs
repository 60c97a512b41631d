using App.Customers;
using App.SignIn;

namespace App.Storefront;

public enum ShopperState { Invited, Expired, Active, Withdrawn }

/// <summary>
/// A person who buys for a customer at the storefront of one organization. It is not an account: the same address at two
/// organizations is two shoppers with two passwords, and neither can sign in as staff.
/// </summary>
public sealed class Shopper : IOwned, IIdentified, ILogin
{
    public static string IdPrefix => "shp";

    /// <summary>The time for which an emailed invitation link works.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    Shopper() { }

    public static Shopper Invite(Id<Customer> customer, string name, string email, byte[] tokenHash, DateTimeOffset now)
    {
        var shopper = new Shopper
        {
            Id = Id<Shopper>.New(now),
            CustomerId = customer,
            Name = name.Trim(),
            Email = EmailAddress.Clean(email),
            NormalizedEmail = EmailAddress.KeyOf(email),
            CreatedAt = now,
        };
        shopper.InviteAgain(tokenHash, now);
        return shopper;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Shopper> Id { get; private set; }
    public Id<Customer> CustomerId { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";

    /// <summary>
    /// The address as it is compared (<see cref="EmailAddress.KeyOf"/>). It is unique in the organization among
    /// shoppers whose access was not revoked.
    /// </summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>The bcrypt hash; null until the invitation is accepted, and while a new password has to be chosen.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>The SHA-256 hash of the emailed link's token; null after the link was used.</summary>
    public byte[]? LinkHash { get; private set; }
    public DateTimeOffset? LinkExpiresAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? JoinedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string SecurityStamp { get; private set; } = Token.New();
    public Lockout Lockout { get; private set; } = new();

    Guid ILogin.Key => Id.Value;

    string ILogin.PublicId => Id.ToString();

    string ILogin.AuditLabel => Name;

    public ShopperState StateAt(DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
            return ShopperState.Withdrawn;
        if (JoinedAt is not null)
            return ShopperState.Active;
        return LinkExpiresAt <= now ? ShopperState.Expired : ShopperState.Invited;
    }

    /// <summary>Sets a new link. The one that was emailed before stops working.</summary>
    public void InviteAgain(byte[] tokenHash, DateTimeOffset now)
    {
        LinkHash = tokenHash;
        LinkExpiresAt = now + LinkLifetime;
    }

    /// <summary>Sets the password and makes the link unusable.</summary>
    public void Join(string passwordHash, DateTimeOffset now)
    {
        SetPassword(passwordHash);
        LinkHash = null;
        LinkExpiresAt = null;
        JoinedAt = now;
    }

    public void SetPassword(string? hash)
    {
        PasswordHash = hash;
        SecurityStamp = Token.New();
    }

    /// <summary>Changes the address to one that the shopper has just verified.</summary>
    public void MoveTo(string email)
    {
        Email = email;
        NormalizedEmail = EmailAddress.KeyOf(email);
    }

    /// <summary>Removes all personal data. The row stays, because orders, sessions and audit entries refer to it.</summary>
    public void Forget(DateTimeOffset now)
    {
        Withdraw(now);
        Name = "Deleted";
        Email = "";
        NormalizedEmail = "";
        SetPassword(null);
    }

    public void Withdraw(DateTimeOffset now)
    {
        WithdrawnAt = now;
        LinkHash = null;
        LinkExpiresAt = null;
    }
}

/// <summary>Represents a shopper on staff pages and, with a masked address, in the audit log.</summary>
public sealed record ShopperView(
    Id<Shopper> Id, Id<Customer> CustomerId, string Name, string Email, ShopperState State, DateTimeOffset CreatedAt,
    DateTimeOffset? JoinedAt)
{
    /// <summary>The reason why the last email to the shopper failed or bounced; null if it arrived or is on its way.</summary>
    public string? EmailFailure { get; init; }

    public static ShopperView Of(Shopper shopper, DateTimeOffset now) =>
        new(shopper.Id, shopper.CustomerId, shopper.Name, shopper.Email, shopper.StateAt(now), shopper.CreatedAt,
            shopper.JoinedAt);

    /// <summary>
    /// Returns the shopper for the audit log. Its entries are kept after the shopper is deleted, so they mask the address.
    /// </summary>
    public static ShopperView OfAudit(Shopper shopper, DateTimeOffset now) =>
        Of(shopper, now) with { Email = EmailAddress.Mask(shopper.Email) };
}
