using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>
/// Spaces mails out for a carrier that takes only so many a second. The limit is the account's, not the instance's, so the time
/// of the next free turn stands in the database. One-time codes reserve their turns; other mails take a turn only when no code is
/// due.
/// </summary>
public sealed class MailPace(OpsDatabase database, TimeProvider clock)
{
    /// <summary>
    /// No mail is held in hand longer than this. A turn further off is one that the carrier has asked to wait for.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>How often a mail that waits for codes to leave looks again.</summary>
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a turn. False when there was none for ten seconds.</summary>
    /// <param name="pace">Time between two mails.</param>
    /// <param name="kind">The job that asks.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<bool> TakeTurnAsync(TimeSpan pace, JobKind kind, CancellationToken ct) =>
        kind == EmailJobs.SendCode ? ReserveAsync(pace, ct) : TakeFreeAsync(pace, ct);

    async Task<bool> ReserveAsync(TimeSpan pace, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var reserve = database.Source.Command("""
            insert into platform.mail_turns as turn (id, next_at) values (1, $1::timestamptz + $2)
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
        for (var end = clock.GetUtcNow() + Longest; clock.GetUtcNow() < end; await Task.Delay(Glance, clock, ct))
        {
            await using var take = database.Source.Command("""
                insert into platform.mail_turns as turn (id, next_at) select 1, $1::timestamptz + $2
                where not exists (select from platform.mails where job_kind = $3 and state = 'Queued' and next_attempt_at <= $1)
                on conflict (id) do update set next_at = $1 + $2 where turn.next_at <= $1 returning next_at
                """, clock.GetUtcNow(), pace, EmailJobs.SendCode.Name);
            if (await take.ExecuteScalarAsync(ct) is not null)
                return true;
        }
        return false;
    }

    /// <summary>The carrier asks for patience: until then no postman of any instance takes a mail in hand.</summary>
    public async Task HoldAsync(TimeSpan wait, CancellationToken ct)
    {
        await using var hold = database.Source.Command("""
            insert into platform.mail_turns as turn (id, next_at) values (1, $1) on conflict (id) do update set next_at = greatest(turn.next_at, $1)
            """, clock.GetUtcNow() + wait);
        await hold.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>The one row that <see cref="MailPace"/> counts on.</summary>
sealed class MailTurn
{
    MailTurn() { }

    public short Id { get; private set; }

    /// <summary>When the next mail may leave.</summary>
    public DateTimeOffset NextAt { get; private set; }
}

sealed class MailTurnTable : IEntityTypeConfiguration<MailTurn>
{
    public void Configure(EntityTypeBuilder<MailTurn> entity)
    {
        entity.ToTable("mail_turns", "platform").Grant(Grants.Read, ops: Grants.Change);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
    }
}
