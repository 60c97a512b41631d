namespace App.Platform.Http;

/// <summary>
/// Counts the requests of one caller in a limit's window, which ends now. The window slides in 60 steps, so the quota never comes
/// back all at the same moment, and its memory does not depend on the quota.
/// </summary>
sealed class Window(int quota, int seconds)
{
    const int Steps = 60;
    readonly int[] used = new int[Steps];
    readonly Lock gate = new();
    long latest = long.MinValue;
    int sum;

    /// <summary>
    /// Gets the time of the last request or check, in Unix seconds. A window that is idle for longer than its length is empty.
    /// </summary>
    public long LastSeen { get; private set; }

    /// <summary>Uses part of the quota and returns what is left.</summary>
    /// <param name="now">The current time in Unix seconds.</param>
    /// <param name="count">1 for a request; 0 for a check that uses nothing.</param>
    public Quota Take(long now, int count = 1)
    {
        lock (gate)
        {
            LastSeen = now;
            var step = Math.Max(latest, now * Steps / seconds);
            Slide(step);
            var allowed = sum + count <= quota;
            if (allowed)
            {
                used[step % Steps] += count;
                sum += count;
            }
            return new(allowed, quota - sum, ResetIn(now, step));
        }
    }

    void Slide(long step)
    {
        for (var past = latest == long.MinValue ? step : Math.Max(latest + 1, step - Steps + 1); past <= step; past++)
        {
            sum -= used[past % Steps];
            used[past % Steps] = 0;
        }
        latest = step;
    }

    /// <summary>
    /// Returns the seconds until the oldest request leaves the window; the length of the window if there is none.
    /// </summary>
    int ResetIn(long now, long step)
    {
        for (var oldest = step - Steps + 1; oldest <= step; oldest++)
            if (oldest >= 0 && used[oldest % Steps] > 0)
                return (int)Math.Max(1, ((oldest + Steps) * seconds + Steps - 1) / Steps - now);
        return seconds;
    }
}

/// <summary>Represents a caller's quota within a limit.</summary>
/// <param name="Allowed">True if this request is within the limit.</param>
/// <param name="Remaining">The number of requests left in the window.</param>
/// <param name="ResetIn">The seconds until another request becomes available.</param>
readonly record struct Quota(bool Allowed, int Remaining, int ResetIn);
