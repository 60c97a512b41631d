using Npgsql;

namespace App.Platform.Email;

/// <summary>
/// Processes the email provider's delivery reports: updates the state of the email and of its entry in the email log, and
/// suppresses an address that bounced permanently or complained. Reports can arrive late, twice and in any order, so the state of
/// an email only moves forward.
/// </summary>
public sealed class DeliveryReports(OpsDatabase database, WorkNotifier notifier, TimeProvider clock)
    : BackgroundLoop(notifier, WorkKinds.Email)
{
    const int Batch = 50;

    sealed record ClaimedReport(string Id, Guid EmailId, string State, string? Detail, bool Final, DateTimeOffset ReceivedAt);

    public override string Name => "delivery reports";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var reports = await ClaimAsync(transaction, ct);
        if (reports.Count == 0)
            return false;
        foreach (var report in reports)
        {
            await UpdateStateAsync(transaction, report, ct);
            if (report.Final)
                await SuppressAsync(transaction, report, ct);
        }
        await using (var handled = transaction.Command(
            "update platform.delivery_reports set handled_at = $1 where id = any($2)",
            clock.GetUtcNow(), reports.Select(report => report.Id).ToArray()))
            await handled.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    static async Task<List<ClaimedReport>> ClaimAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var claim = transaction.Command("""
            select id, email_id, state, detail, final, received_at from platform.delivery_reports where handled_at is null
            order by received_at limit $1 for update skip locked
            """, Batch);
        await using var reader = await claim.ExecuteReaderAsync(ct);
        var reports = new List<ClaimedReport>();
        while (await reader.ReadAsync(ct))
        {
            var detail = await reader.IsDBNullAsync(3, ct) ? null : reader.GetString(3);
            reports.Add(new(
                reader.GetString(0), reader.GetGuid(1), reader.GetString(2), detail, reader.GetBoolean(4),
                reader.GetFieldValue<DateTimeOffset>(5)));
        }
        return reports;
    }

    static async Task UpdateStateAsync(NpgsqlTransaction transaction, ClaimedReport report, CancellationToken ct)
    {
        await using var update = transaction.Command("""
            with moved as (
                update platform.emails set state = $2, failure = $3
                where id = $1 and array_position($4, state::text) < array_position($4, $2)
                returning organization_id, id, state, failure)
            update email_log_entries entry set state = moved.state, failure = moved.failure, changed_at = $5
            from moved where entry.organization_id = moved.organization_id and entry.id = moved.id
            """, report.EmailId, report.State);
        update.Parameters.Add(new()
        {
            Value = (object?)report.Detail ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        update.Parameters.Add(new() { Value = Enum.GetNames<EmailState>() });
        update.Parameters.Add(new() { Value = report.ReceivedAt });
        await update.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Suppresses the address: after a spam complaint only for the organization that sent the email, so its invitations do not
    /// cost the recipient the codes of other organizations and of their own account.
    /// </summary>
    static async Task SuppressAsync(NpgsqlTransaction transaction, ClaimedReport report, CancellationToken ct)
    {
        await using var suppress = transaction.Command("""
            insert into platform.suppressed_addresses (address, sender, reason, since)
            select lower(recipient), case when $2 = $5 and job_kind = $6 then coalesce(organization_id, $4) else $4 end, $2, $3
            from platform.emails where id = $1 and recipient <> '' -- the address of a deleted login is erased
            on conflict (address, sender) do nothing
            """,
            report.EmailId, report.State, report.ReceivedAt, SuppressedAddress.Everyone, nameof(EmailState.Complained),
            EmailJobs.Send.Name);
        await suppress.ExecuteNonQueryAsync(ct);
    }
}
