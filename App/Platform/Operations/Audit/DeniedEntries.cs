using Microsoft.EntityFrameworkCore;

namespace App.Platform.Operations;

/// <summary>
/// Records denied attempts in the transaction that is otherwise empty: at most one per actor, action and minute, so the logs
/// cannot be flooded.
/// </summary>
static class DeniedEntries
{
    /// <summary>Records that a member or an API key lacked the permission, in the organization's audit log.</summary>
    public static async Task RecordAsync(AppDb db, AuditEntry entry, CancellationToken ct)
    {
        if (await db.Set<AuditEntry>().AnyAsync(row => row.Fold == entry.Fold, ct))
            return;
        await db.Database.ExecuteSqlAsync($"""
            insert into audit_entries (
                organization_id, id, at, actor_kind, actor_id, actor_name,
                action, outcome, address, user_agent, request_id, client_request_id, fold)
            values (
                {entry.OrganizationId}, {entry.Id.Value}, {entry.At},
                {entry.ActorKind.ToString()}, {entry.ActorId}, {entry.ActorName},
                {entry.Action}, {entry.Outcome.ToString()}, {entry.Address}, {entry.UserAgent}, {entry.RequestId},
                {entry.ClientRequestId}, {entry.Fold})
            on conflict (organization_id, fold) where fold is not null do nothing
            """, ct);
    }

    /// <summary>Records that a platform administrator was refused, among the account's entries.</summary>
    public static async Task RecordOfOperatorAsync(
        AppDb db, OperationBase operation, Actor actor, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var fold = $"{actor.Id} {operation.Action} {now.UtcDateTime:yyyyMMddHHmm}";
        await db.Database.ExecuteSqlAsync($"""
            insert into platform.account_entries (
                id, at, actor_kind, actor_id, actor_name, action, outcome, entity_id, entity_label,
                address, user_agent, request_id, client_request_id, fold)
            values (
                {Guid.CreateVersion7(now)}, {now}, {actor.Kind.ToString()}, {actor.Id}, {actor.Name},
                {operation.Action}, {nameof(AuditOutcome.Denied)}, {actor.Id}, {actor.Name},
                {caller.Address}, {caller.UserAgent}, {caller.RequestId}, {caller.ClientRequestId}, {fold})
            on conflict (fold) where fold is not null do nothing
            """, ct);
    }
}
