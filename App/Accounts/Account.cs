using App.Platform;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>One person's login; it may belong to many organizations. ASP.NET Core Identity's user, with a name.</summary>
public sealed class Account : IdentityUser<Guid>, IIdentified
{
    public static string IdPrefix => "acc";

    public string Name { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a password was last wrong. How many were since the last lock, and until when it lasts, Identity's own columns say.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>How many times in a row it was locked.</summary>
    public int Locks { get; private set; }

    /// <summary>When its owner had it deleted. The row stays, because members and entries name it; who it was does not.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Blanks all that tells who it was. Nothing opens it from here on, and its address is free.</summary>
    public void Forget(DateTimeOffset now)
    {
        (Name, Email, NormalizedEmail, UserName, NormalizedUserName, EmailConfirmed) = ("Deleted account", null, null, null, null, false);
        (PasswordHash, PhoneNumber, OperatorSince, SecurityStamp) = (null, null, null, Token.New());
        DeletedAt = now;
    }

    public bool IsLocked(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>A password was wrong; whether that was one too many. While it is locked nothing counts.</summary>
    public bool Fail(int limit, DateTimeOffset now)
    {
        if (IsLocked(now))
            return false;
        if (FailedAt + Lockout.Forgotten <= now)
            (AccessFailedCount, Locks) = (0, 0);
        (FailedAt, AccessFailedCount) = (now, AccessFailedCount + 1);
        return AccessFailedCount >= limit;
    }

    public void LockOut(DateTimeOffset now) => (LockoutEnd, Locks, AccessFailedCount) = (now + Lockout.Of(Locks), Locks + 1, 0);

    /// <summary>The right password, and no lock: what went wrong before is forgotten.</summary>
    public void Forgive() => (FailedAt, Locks, AccessFailedCount, LockoutEnd) = (null, 0, 0, null);

    /// <summary>Since when it runs the installation; null for everyone else. Given on the console alone.</summary>
    public DateTimeOffset? OperatorSince { get; set; }
}
