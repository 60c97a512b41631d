namespace App.Platform;

/// <summary>
/// What one caller has used of a limit in the window that ends now. The window slides in sixty steps, so that no moment gives a second
/// quota at once, and its size does not depend on the quota.
/// </summary>
sealed class Window(int quota, int seconds)
{
    const int Steps = 60;
    readonly int[] used = new int[Steps];
    readonly Lock gate = new();
    long latest = long.MinValue;
    int sum;

    /// <summary>When it was last looked at, in unix seconds: a window idle for longer than its length is empty.</summary>
    public long LastSeen { get; private set; }

    /// <param name="now">Unix seconds.</param>
    /// <param name="count">1 to use up one; 0 to look only.</param>
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

    /// <summary>Whole seconds until the oldest use leaves the window; the whole window when nothing is used.</summary>
    int ResetIn(long now, long step)
    {
        for (var oldest = step - Steps + 1; oldest <= step; oldest++)
            if (oldest >= 0 && used[oldest % Steps] > 0)
                return (int)Math.Max(1, ((oldest + Steps) * seconds + Steps - 1) / Steps - now);
        return seconds;
    }
}

/// <summary>How a caller stands with a limit.</summary>
/// <param name="Allowed">Whether this request may go on.</param>
/// <param name="Remaining">Requests left in the window.</param>
/// <param name="ResetIn">Whole seconds until more is left.</param>
readonly record struct Quota(bool Allowed, int Remaining, int ResetIn);
