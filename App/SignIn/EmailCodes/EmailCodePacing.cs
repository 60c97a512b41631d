using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>
/// Decides which emails with codes are withheld. Anyone can request codes for any address, so a count only reduces the emails: it
/// never makes a code invalid that was sent, and a browser whose email is withheld can use one that was sent just before.
/// </summary>
static class EmailCodePacing
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);
    static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(15), LongestDelay = TimeSpan.FromHours(4);

    /// <param name="similar">The codes of the same purpose for the login or address.</param>
    public static async Task<bool> WithholdsAsync(
        IQueryable<EmailCode> similar, EmailCodeOptions options, DateTimeOffset now, CancellationToken ct)
    {
        if (options.Unlimited)
            return false;
        var sent = similar.Where(row => !row.Withheld);
        if (options.ByProgram)
            return await WithholdsFromProgramAsync(sent.Where(row => row.ByProgram), now, ct)
                || await OmitsCodeAsync(similar, now, ct);
        var since = now - EmailCode.Window;
        var recent = sent.Where(row => !row.ByProgram && row.CreatedAt > since);
        if (await recent.CountAsync(ct) < EmailCode.MaxEmails)
            return false;
        var fresh = now - EmailCode.Fresh;
        return options.SessionId is not null
            || await recent.AnyAsync(row => row.CreatedAt > fresh && row.UsedAt == null && row.VoidedAt == null, ct);
    }

    /// <summary>
    /// Programs hold no cookie that would bind a code to them, so each further code for an address takes longer: after three in a
    /// day, 15 minutes, then twice as long each time, up to four hours.
    /// </summary>
    static async Task<bool> WithholdsFromProgramAsync(IQueryable<EmailCode> sent, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Day;
        var times = await sent.Where(row => row.CreatedAt > since).Select(row => row.CreatedAt).ToListAsync(ct);
        return times.Count > 0 && times.Max() + DelayAfter(times.Count) > now;
    }

    /// <summary>Returns the time between the last code that a program requested and the next one.</summary>
    /// <param name="sent">The number of codes that programs requested for the address in the last day.</param>
    public static TimeSpan DelayAfter(int sent)
    {
        if (sent < EmailCode.MaxEmails)
            return TimeSpan.Zero;
        var delay = FirstDelay;
        for (var further = EmailCode.MaxEmails; further < sent && delay < LongestDelay; further++)
            delay *= 2;
        return delay < LongestDelay ? delay : LongestDelay;
    }

    /// <summary>Returns true if the next email contains only a link, because of too many wrong codes in a day.</summary>
    public static async Task<bool> OmitsCodeAsync(IQueryable<EmailCode> similar, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Day;
        var attempts = await similar.Where(row => row.CreatedAt > since).SumAsync(row => row.Tries + row.SharedTries, ct);
        return attempts >= EmailCode.MaxAttemptsPerDay;
    }
}
