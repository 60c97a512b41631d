namespace App.Accounts;

/// <summary>
/// How long wrong passwords lock a sign-in: a quarter of an hour after five, or as many as an organization has chosen, twice as long each time that
/// it happens again, a day at most. It ends by itself, and two quiet days forget all of it.
/// </summary>
public static class Lockout
{
    public const int Failures = 5, Fewest = 3, Most = 10;
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15), Longest = TimeSpan.FromDays(1), Forgotten = TimeSpan.FromDays(2);

    /// <param name="before">How many times in a row it has been locked already.</param>
    public static TimeSpan Of(int before) => before >= 7 || First * (1 << before) > Longest ? Longest : First * (1 << before);
}
