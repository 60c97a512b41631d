namespace App.SignIn;

/// <summary>
/// Counts wrong passwords and locks sign-in with a password. A login has one for strangers, and each of its known devices has one
/// of its own, so strangers cannot lock out a device that has signed in before. A lockout comes after five failures, or after the
/// number that an organization has set, and always lasts 15 minutes: a longer one would serve those who want to keep the owner
/// out. Two days without a failure reset the count.
/// </summary>
public sealed class Lockout
{
    public const int DefaultThreshold = 5, LowestThreshold = 3, HighestThreshold = 10;
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan ResetAfter = TimeSpan.FromDays(2);

    /// <summary>The owner gets at most one email about lockouts in this time, because strangers cause them.</summary>
    public static readonly TimeSpan NotifiedEvery = TimeSpan.FromDays(1);

    /// <summary>Gets the number of wrong passwords since the last lockout.</summary>
    public int FailedCount { get; private set; }

    /// <summary>Gets the time of the last wrong password.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>Gets the end of the last lockout.</summary>
    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>Gets the time when the owner was last told about a lockout.</summary>
    public DateTimeOffset? NotifiedAt { get; private set; }

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>
    /// Records a wrong password and returns true if sign-in must be locked now. Nothing is counted while it is locked.
    /// </summary>
    /// <param name="threshold">The number of failures that locks.</param>
    public bool Fail(int threshold, DateTimeOffset now)
    {
        if (IsLocked(now))
            return false;
        if (FailedAt + ResetAfter <= now)
            Clear();
        FailedAt = now;
        FailedCount++;
        return FailedCount >= threshold;
    }

    /// <summary>Locks and returns true if the owner must be told.</summary>
    public bool Lock(DateTimeOffset now)
    {
        LockedUntil = now + Duration;
        FailedCount = 0;
        if (NotifiedAt + NotifiedEvery > now)
            return false;
        NotifiedAt = now;
        return true;
    }

    /// <summary>Clears the failures and the lockout after the owner has proved who they are.</summary>
    public void Clear()
    {
        FailedAt = null;
        FailedCount = 0;
        LockedUntil = null;
    }
}
