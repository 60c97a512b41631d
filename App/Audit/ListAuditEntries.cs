using Microsoft.EntityFrameworkCore;

namespace App.Audit;

/// <summary>Lists audit entries, newest first, filtered by text, actor, action, object, outcome and time.</summary>
public sealed class ListAuditEntries(Gate gate) : Query<ListAuditEntries.Request, Page<AuditView>>(gate)
{
    /// <param name="Q">Text to find in the action, the actor's name or the object's label, or the exact ID of the object.</param>
    /// <param name="Actor">The ID of a member or API key, or part of an actor's name.</param>
    /// <param name="Action">An action, such as order.place, or a prefix with a star, such as order.*.</param>
    /// <param name="Entity">The ID of the changed object.</param>
    /// <param name="Outcome">Returns only entries with this outcome: done or denied.</param>
    /// <param name="From">Returns only entries at or after this time.</param>
    /// <param name="To">Returns only entries before this time.</param>
    public sealed record Request(
        PageRequest Page,
        [property: AnyText] string? Q = null,
        string? Actor = null,
        string? Action = null,
        string? Entity = null,
        AuditOutcome? Outcome = null,
        DateTimeOffset? From = null,
        DateTimeOffset? To = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Actor, Search.Longest, "The actor")
                .OptionalText(Action, Search.Longest, "The action").OptionalText(Entity, 64, "The entity")
                .That(From is null || To is null || From < To, nameof(To), "'to' must be later than 'from'.");
        }
    }

    protected internal override Access Access => Access.Member(AuditPermissions.Read);
    protected internal override string Action => "audit.list";

    protected override async Task<Result<Page<AuditView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var entries = Filter(context.FinalRead().Set<AuditEntry>(), request);
        var page = await entries.NewestAsync(request.Page, entry => entry.Id, entry => entry.At, entry => entry, ct);
        return new Page<AuditView>([.. page.Data.Select(AuditView.Of)], page.HasMore, page.NextCursor)
        {
            PreviousCursor = page.PreviousCursor,
        };
    }

    internal static IQueryable<AuditEntry> Filter(IQueryable<AuditEntry> entries, Request request)
    {
        // Ids are ordered by time, so these bounds let the primary key seek instead of scanning back from today.
        if (request.From is { } from)
        {
            var first = FirstIdOf(from);
            entries = entries.Where(entry => entry.Id >= first && entry.At >= from);
        }
        if (request.To is { } to && to < DateTimeOffset.MaxValue.AddMilliseconds(-1)) // a later bound excludes nothing
        {
            var beyond = FirstIdOf(to.AddMilliseconds(1));
            entries = entries.Where(entry => entry.Id < beyond && entry.At < to);
        }
        if (request.Outcome is { } outcome)
            entries = entries.Where(entry => entry.Outcome == outcome);
        if (request.Entity is { Length: > 0 } entity)
            entries = entries.Where(entry => entry.EntityId == entity);
        if (request.Action is { Length: > 0 } action)
        {
            if (action.EndsWith('*'))
            {
                var prefix = action.TrimEnd('*');
                entries = entries.Where(entry => entry.Action.StartsWith(prefix));
            }
            else
                entries = entries.Where(entry => entry.Action == action);
        }
        if (request.Actor is { Length: > 0 } actor)
        {
            // an id is found by the index; together with a name, all entries would be read
            entries = TypeId.IsTypeId(actor)
                ? entries.Where(entry => entry.ActorId == actor)
                : entries.Matching(actor, (entry, word) => Search.Has(entry.ActorName, word));
        }
        if (request.Q?.Trim() is var id && TypeId.IsTypeId(id))
            return entries.Where(entry => entry.EntityId == id);
        return entries.Matching(request.Q, (entry, word) =>
            Search.Has(entry.Action, word) || Search.Has(entry.ActorName, word) || Search.Has(entry.EntityLabel, word)
            || entry.EntityId == id);
    }

    /// <summary>Returns the smallest UUID v7 of a millisecond (RFC 9562 5.7: the first 48 bits are the Unix time).</summary>
    static Id<AuditEntry> FirstIdOf(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var milliseconds = Math.Max(0, moment.ToUnixTimeMilliseconds());
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
            bytes[i] = (byte)milliseconds;
        return new(new Guid(bytes, bigEndian: true));
    }
}
