using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>
/// Spaces mails out for a carrier that takes only so many a second. The limit is the account's, not the instance's, so the next free moment
/// stands in the database: each postman takes it and waits for it.
/// </summary>
public sealed class MailPace(OpsDatabase database, TimeProvider clock)
{
    public async Task WaitAsync(TimeSpan pace, CancellationToken ct)
    {
        if (pace == TimeSpan.Zero)
            return;
        var now = clock.GetUtcNow();
        await using var take = database.Source.Command("""
            insert into platform.mail_turns as turn (id, next_at) values (1, $1::timestamptz + $2)
            on conflict (id) do update set next_at = greatest(turn.next_at, $1) + $2 returning next_at
            """, now, pace);
        await using var reader = await take.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var wait = reader.GetFieldValue<DateTimeOffset>(0) - pace - now;
        await reader.DisposeAsync();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, ct);
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
