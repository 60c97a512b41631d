using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace App.Platform;

/// <summary>
/// Carries mail from the table to the mailer. A mail is claimed by moving its next attempt ahead, so that several instances never send
/// it at once and one that dies in the middle only delays it; the mailer tells repetitions by the mail's id.
/// </summary>
public sealed partial class Postman(
    OpsDatabase database, IMailer mailer, MailPace pace, IDataProtectionProvider protection, OutboxBell bell, TimeProvider clock, ILogger<Postman> log) : Loop(bell, Ring.Mail)
{
    /// <summary>So few that a carrier which lets each wait for its whole time is done with them before the lease ends.</summary>
    const int Batch = 3;
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2), Patience = TimeSpan.FromSeconds(30);

    /// <summary>A turn further off than this is one that the carrier has asked to wait for: no mail is held in hand so long.</summary>
    static readonly TimeSpan Turns = TimeSpan.FromSeconds(10);

    /// <summary>Waits after each failed attempt; after the last the mail is given up.</summary>
    static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    readonly MailSeal seal = new(protection);

    public override string Name => "mail";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var claimed = await ClaimAsync(ct);
        TimeSpan? busy = null;
        foreach (var (id, recipient, content, attempts, closed) in claimed)
        {
            var outcome = closed is not null ? new Outcome(closed, Final: true) : busy is { } wait ? Outcome.Later(wait) : await TryAsync(id, recipient, content, ct);
            busy ??= outcome.Again;
            await SettleAsync(id, attempts, outcome, ct);
        }
        if (busy is { } patience)
            await pace.HoldAsync(patience, ct);
        return claimed.Count > 0;
    }

    /// <summary>How an attempt went.</summary>
    /// <param name="Failure">Null when the mail has left; else why not.</param>
    /// <param name="Final">Trying again is of no use.</param>
    /// <param name="Again">When the carrier said to come again: then it was no attempt.</param>
    sealed record Outcome(string? Failure, bool Final = false, TimeSpan? Again = null)
    {
        public static readonly Outcome Sent = new(Failure: null);

        public static Outcome Later(TimeSpan wait) => new("The mail service is busy; it said when to come again.", Again: wait);
    }

    async Task<List<(Guid Id, string Recipient, byte[] Content, int Attempts, string? Closed)>> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var claim = database.Source.CreateCommand("""
            update platform.mails m set attempts = m.attempts + 1, next_attempt_at = $2
            from (select id from platform.mails where state = 'Queued' and next_attempt_at <= $1
                and not exists (select 1 from platform.mail_turns where next_at > $4) order by next_attempt_at limit $3 for update skip locked) due
            where m.id = due.id
            returning m.id, m.recipient, m.content, m.attempts, (select reason from platform.closed_addresses where address = lower(m.recipient))
            """);
        claim.Parameters.Add(new() { Value = now });
        claim.Parameters.Add(new() { Value = now + Lease });
        claim.Parameters.Add(new() { Value = Batch });
        claim.Parameters.Add(new() { Value = now + Turns });
        await using var reader = await claim.ExecuteReaderAsync(ct);
        var claimed = new List<(Guid, string, byte[], int, string?)>();
        while (await reader.ReadAsync(ct))
            claimed.Add((reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetInt32(3), await reader.IsDBNullAsync(4, ct) ? null : WordsFor(reader.GetString(4))));
        return claimed;
    }

    static string WordsFor(string reason) => reason == nameof(MailState.Complained)
        ? "Not sent: the owner of this address has complained about an earlier mail. Whoever runs the installation can open it again."
        : "Not sent: an earlier mail to this address came back for good. Whoever runs the installation can open it again.";

    async Task<Outcome> TryAsync(Guid id, string recipient, byte[] content, CancellationToken ct)
    {
        await pace.WaitAsync(mailer.Pace, ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await mailer.SendAsync(new OutgoingMail(id, recipient, seal.Open(content)), patience.Token);
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
            LogFailure(failure, id);
            return new("The mail service could not be reached, or did not take it.");
        }
    }

    async Task SettleAsync(Guid id, int attempts, Outcome outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var state = outcome.Failure is null ? MailState.Sent : outcome.Final || (outcome.Again is null && attempts > Waits.Length) ? MailState.Failed : MailState.Queued;
        // A notice of it may have been faster: what it said stays.
        await using var settle = database.Source.CreateCommand("""
            with settled as (
                update platform.mails set state = case when state = 'Queued' then $2 else state end, failure = case when state = 'Queued' then $3 else failure end,
                    sent_at = $4, next_attempt_at = $5, attempts = attempts - $8, content = case when $6 then ''::bytea else content end
                where id = $1 returning organization_id, id, state, failure)
            update mail_entries entry set state = settled.state, failure = settled.failure, changed_at = $7
            from settled where entry.organization_id = settled.organization_id and entry.id = settled.id
            """);
        settle.Parameters.Add(new() { Value = id });
        settle.Parameters.Add(new() { Value = state.ToString() });
        settle.Parameters.Add(new() { Value = (object?)outcome.Failure ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        settle.Parameters.Add(new NpgsqlParameter { Value = state == MailState.Sent ? now : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        settle.Parameters.Add(new() { Value = state == MailState.Queued ? now + (outcome.Again ?? Waits[attempts - 1]) : now });
        settle.Parameters.Add(new() { Value = state != MailState.Queued && !mailer.Keeps });
        settle.Parameters.Add(new() { Value = now });
        settle.Parameters.Add(new() { Value = outcome.Again is null ? 0 : 1 });
        await settle.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} could not be sent and will be tried again")]
    partial void LogFailure(Exception failure, Guid id);
}
