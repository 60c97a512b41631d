using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Email;

/// <summary>
/// Limits the rate of sending for a provider that accepts only a number of emails per second. The limit applies to the account,
/// not to one instance, so the time of the next free turn is stored in the database. One-time codes reserve their turns; other
/// emails take a turn only if no code is due.
/// </summary>
public sealed class SendRate(OpsDatabase database, TimeProvider clock)
{
    /// <summary>
    /// An email waits at most this long for its turn. If the next turn is later than this, the provider has asked to wait.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>An email that waits for one-time codes checks again at this interval.</summary>
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a turn. Returns false if none was free within ten seconds.</summary>
    /// <param name="pace">The time between two emails.</param>
    /// <param name="kind">The kind of job that sends the email. One-time codes have priority.</param>
    public Task<bool> TakeTurnAsync(TimeSpan pace, JobKind kind, CancellationToken ct) =>
        kind == EmailJobs.SendCode ? ReserveAsync(pace, ct) : TakeFreeAsync(pace, ct);

    async Task<bool> ReserveAsync(TimeSpan pace, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var reserve = database.Source.Command("""
            insert into platform.email_turns as turn (id, next_at) values (1, $1::timestamptz + $2)
            on conflict (id) do update set next_at = greatest(turn.next_at, $1) + $2 where turn.next_at <= $3 returning next_at
            """, now, pace, now + Longest);
        if (await reserve.ExecuteScalarAsync(ct) is not DateTime next)
            return false;
        var wait = new DateTimeOffset(next, TimeSpan.Zero) - pace - now;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, ct);
        return true;
    }

    async Task<bool> TakeFreeAsync(TimeSpan pace, CancellationToken ct)
    {
        for (var end = clock.GetUtcNow() + Longest; clock.GetUtcNow() < end; await Task.Delay(PollInterval, clock, ct))
        {
            await using var take = database.Source.Command($"""
                insert into platform.email_turns as turn (id, next_at) select 1, $1::timestamptz + $2
                where not exists (
                    select from platform.emails
                    where job_kind = $3 and state = '{nameof(EmailState.Queued)}' and next_attempt_at <= $1)
                on conflict (id) do update set next_at = $1 + $2 where turn.next_at <= $1 returning next_at
                """, clock.GetUtcNow(), pace, EmailJobs.SendCode.Name);
            if (await take.ExecuteScalarAsync(ct) is not null)
                return true;
        }
        return false;
    }

    /// <summary>Pauses sending on all instances, because the provider has asked to wait.</summary>
    public async Task HoldAsync(TimeSpan wait, CancellationToken ct)
    {
        await using var hold = database.Source.Command("""
            insert into platform.email_turns as turn (id, next_at) values (1, $1)
            on conflict (id) do update set next_at = greatest(turn.next_at, $1)
            """, clock.GetUtcNow() + wait);
        await hold.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Stores, as a single row, the next turn for <see cref="SendRate"/>.</summary>
sealed class EmailTurn
{
    EmailTurn() { }

    public short Id { get; private set; }

    /// <summary>Gets the time when the next email may be sent.</summary>
    public DateTimeOffset NextAt { get; private set; }
}

sealed class EmailTurnTable : IEntityTypeConfiguration<EmailTurn>
{
    public void Configure(EntityTypeBuilder<EmailTurn> entity)
    {
        entity.ToTable("email_turns", "platform").Grant(Grants.Read, ops: Grants.Change);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
    }
}
