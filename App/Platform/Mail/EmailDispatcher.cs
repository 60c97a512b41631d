using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace App.Platform;

/// <summary>
/// Sends what is due of one subject: a mail that belongs to no organization, or the next mails of an organization, which then
/// goes to the end of the queue. A mail is claimed by moving its next attempt ahead, so that two jobs never send it at once and
/// one that dies only delays it. The carrier recognizes repetitions by the mail's id.
/// </summary>
public sealed partial class EmailDispatcher(
    [ServiceKey] string kind, OpsDatabase database, IMailer mailer, MailPace pace, IDataProtectionProvider protection, TimeProvider clock,
    ILogger<EmailDispatcher> log) : IJobHandler
{
    /// <summary>So many mails, and so long, before others have their turn.</summary>
    const int Batch = 20;
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    /// <summary>How long a carrier may take for one mail, and after what time another job may try it.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Lease = TimeSpan.FromSeconds(45);

    /// <summary>Waits after each failed attempt; after the last the mail is given up.</summary>
    static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    readonly JobKind kind = EmailJobs.Of(kind);
    readonly MailSeal seal = new(protection);

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        for (var sent = 0; sent < Batch && clock.GetElapsedTime(started) < Turn; sent++)
        {
            if (mailer.Pace > TimeSpan.Zero && !(await IsDueAsync(call.Subject, ct) && await pace.TakeTurnAsync(mailer.Pace, kind, ct)))
                break;
            if (await ClaimAsync(call.Subject, ct) is not { } mail)
                break;
            var outcome = mail.Closed is { } closed ? new Outcome(closed, Final: true) : await TryAsync(mail, ct);
            await SettleAsync(mail, outcome, ct);
            if (outcome.Again is { } wait)
            {
                await pace.HoldAsync(wait, ct);
                break;
            }
        }
        await EnqueueNextAsync(call, ct);
    }

    sealed record ClaimedMail(Guid Id, string Recipient, byte[] Content, int Attempts, string? Closed);

    /// <summary>The result of an attempt.</summary>
    /// <param name="Failure">Null when the mail was sent; else why not.</param>
    /// <param name="Final">Trying again is of no use.</param>
    /// <param name="Again">How long the carrier asked to wait. Such an attempt is not counted.</param>
    sealed record Outcome(string? Failure, bool Final = false, TimeSpan? Again = null)
    {
        public static readonly Outcome Sent = new(Failure: null);

        public static Outcome Later(TimeSpan wait) => new("The mail service is busy; it said when to come again.", Again: wait);
    }

    async Task<bool> IsDueAsync(Guid subject, CancellationToken ct)
    {
        await using var read = database.Source.Command(
            "select exists (select from platform.mails where job_kind = $1 and job_subject = $2 and state = 'Queued' and next_attempt_at <= $3)",
            kind.Name, subject, clock.GetUtcNow());
        return (bool)(await read.ExecuteScalarAsync(ct))!;
    }

    async Task<ClaimedMail?> ClaimAsync(Guid subject, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var claim = database.Source.Command("""
            update platform.mails m set attempts = m.attempts + 1, next_attempt_at = $4
            from (select id from platform.mails
                where job_kind = $1 and job_subject = $2 and state = 'Queued' and next_attempt_at <= $3
                and not exists (select from platform.mail_turns where next_at > $5)
                order by next_attempt_at limit 1 for update skip locked) due
            where m.id = due.id
            returning m.id, m.recipient, m.content, m.attempts, (select reason from platform.closed_addresses where address = lower(m.recipient))
            """, kind.Name, subject, now, now + Lease, now + MailPace.Longest);
        await using var row = await claim.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var closed = await row.IsDBNullAsync(4, ct) ? null : WordsFor(row.GetString(4));
        return new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetInt32(3), closed);
    }

    static string WordsFor(string reason) => reason == nameof(MailState.Complained)
        ? "Not sent: the owner of this address has complained about an earlier mail. Whoever runs the installation can open it again."
        : "Not sent: an earlier mail to this address came back for good. Whoever runs the installation can open it again.";

    async Task<Outcome> TryAsync(ClaimedMail mail, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await mailer.SendAsync(new OutgoingMail(mail.Id, mail.Recipient, seal.Open(mail.Content)), patience.Token);
            return Outcome.Sent;
        }
        catch (MailRefusedException refused)
        {
            return new(refused.Message, Final: true);
        }
        catch (MailBusyException busy)
        {
            return Outcome.Later(busy.RetryAfter);
        }
        catch (CryptographicException)
        {
            return new("Sealed with a key that is gone.", Final: true);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailure(failure, mail.Id);
            return new("The mail service could not be reached, or did not take it.");
        }
    }

    async Task SettleAsync(ClaimedMail mail, Outcome outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var givenUp = outcome.Final || (outcome.Again is null && mail.Attempts > Waits.Length);
        var state = outcome.Failure is null ? MailState.Sent : givenUp ? MailState.Failed : MailState.Queued;
        // A notice of it may have been faster: what it said stays.
        await using var settle = database.Source.CreateCommand("""
            with settled as (
                update platform.mails set state = case when state = 'Queued' then $2 else state end, failure = case when state = 'Queued' then $3 else failure end,
                    sent_at = $4, next_attempt_at = $5, attempts = attempts - $8, content = case when $6 then ''::bytea else content end
                where id = $1 returning organization_id, id, state, failure)
            update mail_entries entry set state = settled.state, failure = settled.failure, changed_at = $7
            from settled where entry.organization_id = settled.organization_id and entry.id = settled.id
            """);
        settle.Parameters.Add(new() { Value = mail.Id });
        settle.Parameters.Add(new() { Value = state.ToString() });
        settle.Parameters.Add(new() { Value = (object?)outcome.Failure ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        settle.Parameters.Add(new NpgsqlParameter { Value = state == MailState.Sent ? now : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        settle.Parameters.Add(new() { Value = state == MailState.Queued ? now + (outcome.Again ?? Waits[mail.Attempts - 1]) : now });
        settle.Parameters.Add(new() { Value = state != MailState.Queued && !mailer.Keeps });
        settle.Parameters.Add(new() { Value = now });
        settle.Parameters.Add(new() { Value = outcome.Again is null ? 0 : 1 });
        await settle.ExecuteNonQueryAsync(CancellationToken.None); // sent is sent: the app stops a moment later
    }

    /// <summary>The job ends: what is left of its subject gets the next one, at once or when the first of it is due.</summary>
    async Task EnqueueNextAsync(JobCall call, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var next = database.Source.Command("""
            select platform.enqueue_job($1, $2, $6, $3, case when due > $4 then due end)
            from (select greatest(min(next_attempt_at), (select next_at from platform.mail_turns where next_at > $5)) as due
                from platform.mails where job_kind = $1 and job_subject = $3 and state = 'Queued' having count(*) > 0) waiting
            """, kind.Name, kind.Queue, call.Subject, now, now + MailPace.Longest);
        next.Parameters.Add(new NpgsqlParameter { Value = (object?)call.OrganizationId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await next.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} could not be sent and will be tried again")]
    partial void LogFailure(Exception failure, Guid id);
}
