using App.Accounts;
using App.Customers;

namespace App.Storefront;

public enum ShopperState { Invited, Expired, Active, Withdrawn }

/// <summary>
/// A person who buys for a customer at the storefront of one organization. It is not an account: the same address at two
/// organizations is two shoppers with two passwords, and neither can sign in as staff.
/// </summary>
public sealed class Shopper : IOwned, IIdentified
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
            Email = email.Trim(),
            NormalizedEmail = Normalize(email),
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
    /// The address in upper case. It is unique in the organization among shoppers whose access was not revoked.
    /// </summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>The bcrypt hash; null until the invitation is accepted, and after <see cref="VoidPassword"/>.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>The SHA-256 hash of the emailed link's token; null after the link was used.</summary>
    public byte[]? LinkHash { get; private set; }
    public DateTimeOffset? LinkExpiresAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? JoinedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The number of wrong passwords since the last lockout.</summary>
    public int FailedCount { get; private set; }

    /// <summary>The time of the last wrong password.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>The number of consecutive lockouts.</summary>
    public int Locks { get; private set; }

    /// <summary>The end of the last lockout.</summary>
    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>
    /// Records a wrong password and returns true if the shopper must be locked now. Nothing is counted while they are locked.
    /// </summary>
    public bool Fail(int limit, DateTimeOffset now)
    {
        if (IsLocked(now))
            return false;
        if (FailedAt + Lockout.Forgotten <= now)
        {
            FailedCount = 0;
            Locks = 0;
        }
        FailedAt = now;
        FailedCount++;
        return FailedCount >= limit;
    }

    public void LockOut(DateTimeOffset now)
    {
        LockedUntil = now + Lockout.Of(Locks);
        Locks++;
        FailedCount = 0;
    }

    /// <summary>Clears the failures and lockouts after the right password was entered while the shopper was not locked.</summary>
    public void Forgive()
    {
        FailedAt = null;
        Locks = 0;
        FailedCount = 0;
        LockedUntil = null;
    }

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
        PasswordHash = passwordHash;
        LinkHash = null;
        LinkExpiresAt = null;
        JoinedAt = now;
    }

    /// <summary>
    /// Makes the password unusable, because someone else knows it. No password opens a session until a new one is chosen.
    /// </summary>
    public void VoidPassword() => PasswordHash = null;

    public void ChangePassword(string passwordHash)
    {
        PasswordHash = passwordHash;
        Forgive();
    }

    /// <summary>Changes the address to one that the shopper has just verified.</summary>
    public void MoveTo(string email)
    {
        Email = email;
        NormalizedEmail = Normalize(email);
    }

    /// <summary>Removes all personal data. The row stays, because orders, sessions and audit entries refer to it.</summary>
    public void Forget(DateTimeOffset now)
    {
        Withdraw(now);
        Name = "Deleted";
        Email = "";
        NormalizedEmail = "";
        PasswordHash = null;
    }

    public void Withdraw(DateTimeOffset now)
    {
        WithdrawnAt = now;
        LinkHash = null;
        LinkExpiresAt = null;
    }

    public static string Normalize(string email) => email.Trim().ToUpperInvariant();
}

/// <summary>A shopper as staff pages and the audit log show it.</summary>
public sealed record ShopperView(
    Id<Shopper> Id, Id<Customer> CustomerId, string Name, string Email, ShopperState State, DateTimeOffset CreatedAt,
    DateTimeOffset? JoinedAt)
{
    public static ShopperView Of(Shopper shopper, DateTimeOffset now) =>
        new(shopper.Id, shopper.CustomerId, shopper.Name, shopper.Email, shopper.StateAt(now), shopper.CreatedAt,
            shopper.JoinedAt);
}
