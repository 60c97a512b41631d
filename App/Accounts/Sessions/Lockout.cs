namespace App.Accounts;

/// <summary>
/// Calculates for how long wrong passwords lock a sign-in. The first lockout lasts 15 minutes and comes after five failures, or
/// after the number that an organization has set. Each further one lasts twice as long, up to a day. A lockout ends
/// automatically, and two days without a failure reset everything.
/// </summary>
public static class Lockout
{
    public const int Failures = 5, Fewest = 3, Most = 10;
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    public static readonly TimeSpan Forgotten = TimeSpan.FromDays(2);

    /// <summary>Returns the duration of the next lockout.</summary>
    /// <param name="before">The number of consecutive lockouts before it.</param>
    public static TimeSpan Of(int before)
    {
        if (before >= 7)
            return Longest; // seven doublings exceed a day; stop here, because the shift overflows eventually
        var duration = First * (1 << before);
        return duration > Longest ? Longest : duration;
    }
}
