using Microsoft.EntityFrameworkCore;

namespace App.Platform.Email;

/// <summary>
/// Limits the emails that an organization sends to others in a day, because they share the sender's reputation. An organization
/// whose first email is younger than a week may send only a few, so a new one cannot be used to send spam.
/// <c>STOCKADE_LIMITS=relaxed</c> multiplies the quotas like every limit.
/// </summary>
public sealed class EmailQuota(IConfiguration configuration)
{
    public const int OfNew = 50, OfOthers = 1000;

    /// <summary>An organization is new until its first email is this old.</summary>
    public static readonly TimeSpan New = TimeSpan.FromDays(7);
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly int factor = LimitFactor.Of(configuration);

    /// <summary>Returns a problem if the current organization may send no email now; otherwise null.</summary>
    public async Task<Problem?> ExceededAsync(OperationContext context)
    {
        var sent = context.Db.Set<EmailLogEntry>().OrderBy(entry => entry.CreatedAt).Select(entry => entry.CreatedAt);
        var first = await sent.FirstOrDefaultAsync();
        var quota = factor * (first != default && first <= context.Now - New ? OfOthers : OfNew);
        var ofToday = sent.Where(at => at > context.Now - Day);
        if (await ofToday.CountAsync() < quota)
            return null;
        return Exceeded(quota, await ofToday.FirstAsync() + Day - context.Now);
    }

    public static Problem Exceeded(int quota, TimeSpan wait) => new(429, "email_quota_exceeded", "Too many emails today",
        $"Your organization can send {quota} emails in 24 hours (organization_emails). " +
        $"New organizations can send {OfNew} until a week after their first email. Retry after the seconds in Retry-After.")
    {
        RetryAfter = (int)Math.Ceiling(wait.TotalSeconds),
    };
}
