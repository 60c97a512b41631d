using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>
/// A person's login. One account can be a member of several organizations. It is ASP.NET Core Identity's user with a name.
/// </summary>
public sealed class Account : IdentityUser<Guid>, IIdentified
{
    public static string IdPrefix => "acc";

    public string Name { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>
    /// The time of the last wrong password. Identity's own columns hold the number of failures since the last lockout and the
    /// end of the lockout.
    /// </summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>The number of consecutive lockouts.</summary>
    public int Locks { get; private set; }

    /// <summary>
    /// The time when its owner deleted it. The row stays, because members and audit entries refer to it, but its personal data
    /// is removed.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>
    /// Removes all personal data. No one can sign in to the account afterwards, and its email address can be used again.
    /// </summary>
    public void Forget(DateTimeOffset now)
    {
        Name = "Deleted account";
        Email = null;
        NormalizedEmail = null;
        UserName = null;
        NormalizedUserName = null;
        EmailConfirmed = false;
        PasswordHash = null;
        PhoneNumber = null;
        OperatorSince = null;
        SecurityStamp = Token.New();
        DeletedAt = now;
    }

    public bool IsLocked(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>
    /// Records a wrong password and returns true if the account must be locked now. Nothing is counted while it is locked.
    /// </summary>
    public bool Fail(int limit, DateTimeOffset now)
    {
        if (IsLocked(now))
            return false;
        if (FailedAt + Lockout.Forgotten <= now)
        {
            AccessFailedCount = 0;
            Locks = 0;
        }
        FailedAt = now;
        AccessFailedCount++;
        return AccessFailedCount >= limit;
    }

    public void LockOut(DateTimeOffset now)
    {
        LockoutEnd = now + Lockout.Of(Locks);
        Locks++;
        AccessFailedCount = 0;
    }

    /// <summary>Clears the failures and lockouts after the right password was entered while the account was not locked.</summary>
    public void Forgive()
    {
        FailedAt = null;
        Locks = 0;
        AccessFailedCount = 0;
        LockoutEnd = null;
    }

    /// <summary>
    /// The time since when the account is a platform administrator; null for other accounts. It is set only on the command
    /// line.
    /// </summary>
    public DateTimeOffset? OperatorSince { get; set; }
}
