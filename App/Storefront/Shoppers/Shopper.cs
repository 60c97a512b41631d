using App.Accounts;
using App.Customers;
using App.Platform;

namespace App.Storefront;

public enum ShopperState { Invited, Expired, Active, Withdrawn }

/// <summary>
/// A person who buys for a customer at the storefront of one organization. Not an account: the same address at two organizations is two
/// shoppers with two passwords, and neither is a login of staff.
/// </summary>
public sealed class Shopper : IOwned, IIdentified
{
    public static string IdPrefix => "shp";

    /// <summary>How long a mailed link leads in.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    Shopper() { }

    public static Shopper Invite(Id<Customer> customer, string name, string email, byte[] tokenHash, DateTimeOffset now)
    {
        var shopper = new Shopper { Id = Id<Shopper>.New(now), CustomerId = customer, Name = name.Trim(), Email = email.Trim(), NormalizedEmail = Normalize(email), CreatedAt = now };
        shopper.InviteAgain(tokenHash, now);
        return shopper;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Shopper> Id { get; private set; }
    public Id<Customer> CustomerId { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";

    /// <summary>Unique in the organization among those who are not withdrawn.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>bcrypt; null until the mailed link was used.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>SHA-256 of the mailed link's token; null once it was used.</summary>
    public byte[]? LinkHash { get; private set; }
    public DateTimeOffset? LinkExpiresAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? JoinedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Wrong passwords since the last lock, the last one's moment, how many locks in a row, and until when the last one lasts.</summary>
    public int FailedCount { get; private set; }
    public DateTimeOffset? FailedAt { get; private set; }
    public int Locks { get; private set; }
    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>A password was wrong; whether that was one too many. While they are locked out nothing counts.</summary>
    public bool Fail(int limit, DateTimeOffset now)
    {
        if (IsLocked(now))
            return false;
        if (FailedAt + Lockout.Forgotten <= now)
            (FailedCount, Locks) = (0, 0);
        (FailedAt, FailedCount) = (now, FailedCount + 1);
        return FailedCount >= limit;
    }

    public void LockOut(DateTimeOffset now) => (LockedUntil, Locks, FailedCount) = (now + Lockout.Of(Locks), Locks + 1, 0);

    /// <summary>The right password, and no lock: what went wrong before is forgotten.</summary>
    public void Forgive() => (FailedAt, Locks, FailedCount, LockedUntil) = (null, 0, 0, null);

    public ShopperState StateAt(DateTimeOffset now) =>
        WithdrawnAt is not null ? ShopperState.Withdrawn : JoinedAt is not null ? ShopperState.Active : LinkExpiresAt <= now ? ShopperState.Expired : ShopperState.Invited;

    /// <summary>A new link; the one mailed before leads nowhere from here on.</summary>
    public void InviteAgain(byte[] tokenHash, DateTimeOffset now) => (LinkHash, LinkExpiresAt) = (tokenHash, now + LinkLifetime);

    /// <summary>The link was used: the password is theirs alone.</summary>
    public void Join(string passwordHash, DateTimeOffset now) => (PasswordHash, LinkHash, LinkExpiresAt, JoinedAt) = (passwordHash, null, null, now);

    /// <summary>Somebody else knows it: none opens a session until a new one is chosen.</summary>
    public void VoidPassword() => PasswordHash = null;

    public void ChangePassword(string passwordHash)
    {
        PasswordHash = passwordHash;
        Forgive();
    }

    /// <summary>They have proved another address; what was mailed to the one before leads nowhere.</summary>
    public void MoveTo(string email) => (Email, NormalizedEmail) = (email, Normalize(email));

    /// <summary>Blanks all that tells who it was: orders, sessions and entries name the row, which therefore stays.</summary>
    public void Forget(DateTimeOffset now)
    {
        Withdraw(now);
        (Name, Email, NormalizedEmail, PasswordHash) = ("Deleted", "", "", null);
    }

    public void Withdraw(DateTimeOffset now) => (WithdrawnAt, LinkHash, LinkExpiresAt) = (now, null, null);

    public static string Normalize(string email) => email.Trim().ToUpperInvariant();
}

/// <summary>A shopper as staff pages and the audit log show it.</summary>
public sealed record ShopperView(Id<Shopper> Id, Id<Customer> CustomerId, string Name, string Email, ShopperState State, DateTimeOffset CreatedAt, DateTimeOffset? JoinedAt)
{
    public static ShopperView Of(Shopper shopper, DateTimeOffset now) =>
        new(shopper.Id, shopper.CustomerId, shopper.Name, shopper.Email, shopper.StateAt(now), shopper.CreatedAt, shopper.JoinedAt);
}
