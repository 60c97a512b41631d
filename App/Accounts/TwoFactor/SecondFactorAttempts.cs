using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Limits the codes that can be entered for an account: five wrong ones in 15 minutes, in all sign-ins and sessions on new
/// devices together. Each known device has five of its own, so people who found out the password cannot use up the owner's. The
/// row also serializes concurrent attempts.
/// </summary>
public sealed class SecondFactorAttempts
{
    const int Most = 5;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    SecondFactorAttempts() { }

    public Guid AccountId { get; private set; }

    /// <summary>Gets the known device; the empty id for all others together.</summary>
    public Guid DeviceId { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public int Tries { get; private set; }

    /// <summary>Counts an attempt before the code is checked.</summary>
    internal static async Task<SecondFactorAttempt> TakeAsync(
        OperationContext context, Guid accountId, Guid deviceId, CancellationToken ct)
    {
        var now = context.Now;
        var over = now - Window;
        var taken = await context.Db.Database.SqlQuery<int>($"""
            insert into platform.second_factor_attempts as t (account_id, device_id, since, tries)
            values ({accountId}, {deviceId}, {now}, 1)
            on conflict (account_id, device_id) do update set
                since = case when t.since <= {over} then excluded.since else t.since end,
                tries = case when t.since <= {over} then 1 else t.tries + 1 end
            where t.since <= {over} or t.tries < {Most}
            returning tries as "Value"
            """).ToListAsync(ct);
        if (taken is [var count])
            return new(deviceId, null, IsLast: count == Most);
        var since = await context.Db.SecondFactorAttempts
            .Where(row => row.AccountId == accountId && row.DeviceId == deviceId).Select(row => row.Since).SingleAsync(ct);
        return new(deviceId, Math.Max(1, (int)Math.Ceiling((since + Window - now).TotalSeconds)), IsLast: false);
    }

    /// <summary>Removes an attempt from the count because the code was right. The wrong ones before it still count.</summary>
    internal static Task GiveBackAsync(OperationContext context, Guid accountId, Guid deviceId, CancellationToken ct) =>
        context.Db.Database.ExecuteSqlAsync($"""
            update platform.second_factor_attempts set tries = tries - 1
            where account_id = {accountId} and device_id = {deviceId} and tries > 0
            """, ct);
}

/// <summary>An attempt that was counted or refused.</summary>
/// <param name="DeviceId">The known device that it counts for; the empty id for all others together.</param>
/// <param name="LockedFor">The seconds until the next attempt is allowed; null if this one is.</param>
/// <param name="IsLast">True if no attempt is left after this one.</param>
readonly record struct SecondFactorAttempt(Guid DeviceId, int? LockedFor, bool IsLast);
