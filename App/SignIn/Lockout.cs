namespace App.SignIn;

/// <summary>
/// Counts the wrong passwords of a login and locks it. The first lockout lasts 15 minutes and comes after five failures, or
/// after the number that an organization has set. Each further one lasts twice as long, up to a day. A lockout ends
/// automatically, and two days without a failure reset everything.
/// </summary>
public sealed class Lockout
{
    public const int DefaultThreshold = 5, LowestThreshold = 3, HighestThreshold = 10;
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    public static readonly TimeSpan ResetAfter = TimeSpan.FromDays(2);

    /// <summary>Gets the number of wrong passwords since the last lockout.</summary>
    public int FailedCount { get; private set; }

    /// <summary>Gets the time of the last wrong password.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>Gets the number of consecutive lockouts.</summary>
    public int Locks { get; private set; }

    /// <summary>Gets the end of the last lockout.</summary>
    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>
    /// Records a wrong password and returns true if the login must be locked now. Nothing is counted while it is locked.
    /// </summary>
    /// <param name="threshold">The number of failures that locks the login.</param>
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

    /// <summary>Locks the login and returns the duration.</summary>
    public TimeSpan Lock(DateTimeOffset now)
    {
        var duration = DurationAfter(Locks);
        LockedUntil = now + duration;
        Locks++;
        FailedCount = 0;
        return duration;
    }

    /// <summary>Clears the failures and lockouts after the right password was entered while the login was not locked.</summary>
    public void Clear()
    {
        FailedAt = null;
        Locks = 0;
        FailedCount = 0;
        LockedUntil = null;
    }

    /// <summary>Returns the duration of the next lockout.</summary>
    /// <param name="locks">The number of consecutive lockouts before it.</param>
    public static TimeSpan DurationAfter(int locks)
    {
        if (locks >= 7)
            return Longest; // seven doublings exceed a day; stop here, because the shift overflows eventually
        var duration = First * (1 << locks);
        return duration > Longest ? Longest : duration;
    }
}
