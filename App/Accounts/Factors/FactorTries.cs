using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// One limiter for every typed second factor of an account: five wrong ones in a quarter of an hour, whichever sign-in, session or
/// instance they come through. Its row also makes those who try at once wait for each other.
/// </summary>
public sealed class FactorTries
{
    const int Most = 5;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    FactorTries() { }

    public Guid AccountId { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public int Tries { get; private set; }

    /// <summary>Counts a try before it is looked at.</summary>
    internal static async Task<FactorTry> TakeAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var (now, over) = (pass.Now, pass.Now - Window);
        var taken = await pass.Db.Database.SqlQuery<int>($"""
            insert into platform.factor_tries as t (account_id, since, tries) values ({accountId}, {now}, 1)
            on conflict (account_id) do update set
                since = case when t.since <= {over} then excluded.since else t.since end,
                tries = case when t.since <= {over} then 1 else t.tries + 1 end
            where t.since <= {over} or t.tries < {Most}
            returning tries as "Value"
            """).ToListAsync(ct);
        if (taken is [var count])
            return new(null, IsLast: count == Most);
        var tries = pass.Db.FactorTries;
        var since = await tries.Where(row => row.AccountId == accountId).Select(row => row.Since).SingleAsync(ct);
        return new(Math.Max(1, (int)Math.Ceiling((since + Window - now).TotalSeconds)), IsLast: false);
    }

    /// <summary>It was the right one: that try does not count. The wrong ones before it still do.</summary>
    internal static Task GiveBackAsync(Pass pass, Guid accountId, CancellationToken ct) =>
        pass.Db.Database.ExecuteSqlAsync($"update platform.factor_tries set tries = tries - 1 where account_id = {accountId} and tries > 0", ct);
}

/// <summary>A try that was counted, or refused.</summary>
/// <param name="LockedFor">Seconds until one may be made again; null: this one may.</param>
/// <param name="IsLast">If it is a wrong one, there is none left.</param>
readonly record struct FactorTry(int? LockedFor, bool IsLast);
