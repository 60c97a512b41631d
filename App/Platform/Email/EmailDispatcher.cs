using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace App.Platform.Email;

/// <summary>
/// Sends the due emails of one subject: a single email that belongs to no organization, or the next emails of an organization,
/// which then moves to the end of the queue. An email is claimed by moving its next attempt into the future, so two jobs never
/// send it concurrently and a job that dies only delays it. The transport recognizes repeated attempts by the email's id.
/// </summary>
public sealed partial class EmailDispatcher(
    [ServiceKey] string kind, OpsDatabase database, IEmailTransport transport, SendRate sendRate,
    IDataProtectionProvider protection, TimeProvider clock, ILogger<EmailDispatcher> log) : IJobHandler
{
    /// <summary>A job ends after this many emails, or after this time, so other organizations get their turn.</summary>
    const int Batch = 20;
    static readonly TimeSpan MaxRunTime = TimeSpan.FromSeconds(2);

    /// <summary>The transport must accept an email within this time.</summary>
    static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Another job can claim the email after this time.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Each failed attempt is followed by the next of these delays. If an attempt fails after the last one, the email is given
    /// up.
    /// </summary>
    static readonly Backoff Retry = Backoff.Of(
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3));

    const string Queued = nameof(EmailState.Queued); // for SQL

    readonly JobKind kind = EmailJobs.Of(kind);
    readonly EmailEncryption encryption = new(protection);

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        for (var sent = 0; sent < Batch && clock.GetElapsedTime(started) < MaxRunTime; sent++)
        {
            var isLimited = transport.Pace > TimeSpan.Zero;
            if (isLimited && !(await IsDueAsync(call.Subject, ct) && await sendRate.TakeTurnAsync(transport.Pace, kind, ct)))
                break;
            if (await ClaimAsync(call.Subject, ct) is not { } email)
                break;
            var outcome = email.SuppressionNotice is { } notice
                ? new Outcome(notice, Final: true)
                : await TryAsync(email, ct);
            await SettleAsync(email, outcome, ct);
            if (outcome.RetryAfter is { } wait)
            {
                await sendRate.HoldAsync(wait, ct);
                break;
            }
        }
        await EnqueueNextAsync(call, ct);
    }

    sealed record ClaimedEmail(Guid Id, string Recipient, byte[] Content, int Attempts, string? SuppressionNotice);

    /// <summary>Represents the result of an attempt.</summary>
    /// <param name="Failure">The reason for the failure; null if the email was sent.</param>
    /// <param name="Final">True if another attempt is useless.</param>
    /// <param name="RetryAfter">The delay that the provider asked for. Such an attempt is not counted.</param>
    sealed record Outcome(string? Failure, bool Final = false, TimeSpan? RetryAfter = null)
    {
        public static readonly Outcome Sent = new(Failure: null);

        public static Outcome Later(TimeSpan wait) =>
            new("The email provider is limiting requests. The email is sent when the provider accepts more.", RetryAfter: wait);
    }

    async Task<bool> IsDueAsync(Guid subject, CancellationToken ct)
    {
        await using var read = database.Source.Command($"""
            select exists (select from platform.emails
                where job_kind = $1 and job_subject = $2 and state = '{Queued}' and next_attempt_at <= $3)
            """, kind.Name, subject, clock.GetUtcNow());
        return (bool)(await read.ExecuteScalarAsync(ct))!;
    }

    async Task<ClaimedEmail?> ClaimAsync(Guid subject, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var claim = database.Source.Command($"""
            update platform.emails m set attempts = m.attempts + 1, next_attempt_at = $4
            from (select id from platform.emails
                where job_kind = $1 and job_subject = $2 and state = '{Queued}' and next_attempt_at <= $3
                and not exists (select from platform.email_turns where next_at > $5)
                order by next_attempt_at limit 1 for update skip locked) due
            where m.id = due.id
            returning m.id, m.recipient, m.content, m.attempts,
                (select reason from platform.suppressed_addresses
                where address = lower(m.recipient) and (sender = $6 or $7 and sender = m.organization_id)
                order by sender limit 1)
            """, kind.Name, subject, now, now + Lease, now + SendRate.Longest, SuppressedAddress.Everyone,
            kind == EmailJobs.Send);
        await using var row = await claim.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var suppressed = await row.IsDBNullAsync(4, ct) ? null : SuppressionNoticeFor(row.GetString(4));
        return new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetInt32(3), suppressed);
    }

    static string SuppressionNoticeFor(string reason) => reason == nameof(EmailState.Complained)
        ? "Not sent: the recipient marked an earlier email as spam. A platform administrator can remove the suppression."
        : "Not sent: an earlier email to this address bounced. A platform administrator can remove the suppression.";

    async Task<Outcome> TryAsync(ClaimedEmail email, CancellationToken ct)
    {
        // No transport can take such an address, whatever stored it. The form's check is the same.
        if (EmailAddress.FaultOf(email.Recipient) is { } fault)
            return new($"Not sent: the email address {fault}", Final: true);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(SendTimeout);
        try
        {
            var content = encryption.Decrypt(email.Content);
            await transport.SendAsync(new OutgoingEmail(email.Id, email.Recipient, content), timeout.Token);
            return Outcome.Sent;
        }
        catch (EmailRefusedException refused)
        {
            return new(EmailAddress.Without(refused.Message), Final: true);
        }
        catch (EmailRateLimitedException limited)
        {
            return Outcome.Later(limited.RetryAfter);
        }
        catch (CryptographicException)
        {
            return new("The email cannot be decrypted because its encryption key no longer exists.", Final: true);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailure(failure, email.Id);
            return new("The email provider could not be reached, or did not accept the email.");
        }
    }

    async Task SettleAsync(ClaimedEmail email, Outcome outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var state = StateAfter(email, outcome);
        // a delivery report may have arrived first: its state and failure stay
        await using var settle = database.Source.CreateCommand($"""
            with settled as (
                update platform.emails set
                    state = case when state = '{Queued}' then $2 else state end,
                    failure = case when state = '{Queued}' then $3 else failure end,
                    sent_at = $4, next_attempt_at = $5, attempts = attempts - $8,
                    content = case when $6 then ''::bytea else content end,
                    recipient = case when is_last and $2 <> '{Queued}' then '' else recipient end
                where id = $1 returning organization_id, id, state, failure)
            update email_log_entries entry set state = settled.state, failure = settled.failure, changed_at = $7
            from settled where entry.organization_id = settled.organization_id and entry.id = settled.id
            """);
        settle.Parameters.Add(new() { Value = email.Id });
        settle.Parameters.Add(new() { Value = state.ToString() });
        settle.Parameters.Add(new()
        {
            Value = (object?)outcome.Failure ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        settle.Parameters.Add(new NpgsqlParameter
        {
            Value = state == EmailState.Sent ? now : DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz,
        });
        settle.Parameters.Add(new()
        {
            Value = state == EmailState.Queued ? now + (outcome.RetryAfter ?? Retry.After(email.Attempts)!.Value) : now,
        });
        settle.Parameters.Add(new() { Value = state != EmailState.Queued && !transport.Keeps });
        settle.Parameters.Add(new() { Value = now });
        settle.Parameters.Add(new() { Value = outcome.RetryAfter is null ? 0 : 1 });
        // the email has left: record that even if the app is stopping
        await settle.ExecuteNonQueryAsync(CancellationToken.None);
    }

    static EmailState StateAfter(ClaimedEmail email, Outcome outcome)
    {
        if (outcome.Failure is null)
            return EmailState.Sent;
        var isLastAttempt = outcome.RetryAfter is null && Retry.After(email.Attempts) is null;
        return outcome.Final || isLastAttempt ? EmailState.Failed : EmailState.Queued;
    }

    /// <summary>
    /// Enqueues the next job for the remaining emails of the subject, to run immediately or when the first of them is due.
    /// </summary>
    async Task EnqueueNextAsync(JobCall call, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var next = database.Source.Command($"""
            select platform.enqueue_job($1, $2, $6, $3, case when due > $4 then due end)
            from (select greatest(min(next_attempt_at), (select next_at from platform.email_turns where next_at > $5)) as due
                from platform.emails where job_kind = $1 and job_subject = $3 and state = '{Queued}' having count(*) > 0) waiting
            """, kind.Name, kind.Queue, call.Subject, now, now + SendRate.Longest);
        next.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)call.OrganizationId ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid,
        });
        await next.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Email {Id} could not be sent and will be retried")]
    partial void LogFailure(Exception failure, Guid id);
}
