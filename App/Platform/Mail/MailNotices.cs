using Npgsql;

namespace App.Platform;

/// <summary>
/// Does what follows from what the mail service told: the mail and its line in the log say so, and an address from which it came back for
/// good is closed. Notices come late, twice and in any order: a mail's state only ever goes forward.
/// </summary>
public sealed class MailNotices(OpsDatabase database, OutboxBell bell, TimeProvider clock) : Loop(bell, Ring.Mail)
{
    const int Batch = 50;

    sealed record Told(string Id, Guid MailId, string State, string? Detail, bool Final, DateTimeOffset ReceivedAt);

    public override string Name => "mail notices";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var told = await ClaimAsync(transaction, ct);
        if (told.Count == 0)
            return false;
        foreach (var notice in told)
        {
            await MoveAsync(transaction, notice, ct);
            if (notice.Final)
                await CloseAsync(transaction, notice, ct);
        }
        await using (var handled = transaction.Command("update platform.mail_notices set handled_at = $1 where id = any($2)", clock.GetUtcNow(), told.Select(notice => notice.Id).ToArray()))
            await handled.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    static async Task<List<Told>> ClaimAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var claim = transaction.Command("""
            select id, mail_id, state, detail, final, received_at from platform.mail_notices where handled_at is null
            order by received_at limit $1 for update skip locked
            """, Batch);
        await using var reader = await claim.ExecuteReaderAsync(ct);
        var told = new List<Told>();
        while (await reader.ReadAsync(ct))
            told.Add(new(reader.GetString(0), reader.GetGuid(1), reader.GetString(2), await reader.IsDBNullAsync(3, ct) ? null : reader.GetString(3), reader.GetBoolean(4), reader.GetFieldValue<DateTimeOffset>(5)));
        return told;
    }

    static async Task MoveAsync(NpgsqlTransaction transaction, Told notice, CancellationToken ct)
    {
        await using var move = transaction.Command("""
            with moved as (
                update platform.mails set state = $2, failure = $3
                where id = $1 and array_position($4, state::text) < array_position($4, $2) returning organization_id, id, state, failure)
            update mail_entries entry set state = moved.state, failure = moved.failure, changed_at = $5
            from moved where entry.organization_id = moved.organization_id and entry.id = moved.id
            """, notice.MailId, notice.State);
        move.Parameters.Add(new() { Value = (object?)notice.Detail ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        move.Parameters.Add(new() { Value = Enum.GetNames<MailState>() });
        move.Parameters.Add(new() { Value = notice.ReceivedAt });
        await move.ExecuteNonQueryAsync(ct);
    }

    static async Task CloseAsync(NpgsqlTransaction transaction, Told notice, CancellationToken ct)
    {
        await using var close = transaction.Command("""
            insert into platform.closed_addresses (address, reason, since) select lower(recipient), $2, $3 from platform.mails where id = $1
            on conflict (address) do nothing
            """, notice.MailId, notice.State, notice.ReceivedAt);
        await close.ExecuteNonQueryAsync(ct);
    }
}
