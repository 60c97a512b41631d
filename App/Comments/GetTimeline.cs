using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace App.Comments;

/// <summary>Returns what happened to a record and what was written about it, for everybody who may view the record.</summary>
public sealed class GetTimeline(Gate gate, RecordPages records, CommentViews views)
    : Query<GetTimeline.Request, TimelineView>(gate)
{
    /// <summary>The most operations and the most comments that are returned.</summary>
    public const int Most = 100;

    /// <param name="RecordId">TypeID of the record.</param>
    public sealed record Request(string RecordId) : IRequest
    {
        public void Check(Checks checks) => checks.Text(RecordId, 64, "The record");
    }

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "timeline.get";

    protected override async Task<Result<TimelineView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await records.FindAsync(context, request.RecordId, ct) is not { Id: var id })
            return Problem.Missing("The record");
        var comments = context.Actor.May(CommentPermissions.Read)
            ? await context.Db.Comments.AsNoTracking().Where(row => row.RecordId == id)
                .OrderByDescending(row => row.Id).Take(Most + 1).ToListAsync(ct)
            : [];
        var events = await context.Db.Set<OutboxMessage>().Where(row => row.Subject == id)
            .OrderByDescending(row => row.Id).Take(2 * Most)
            .Select(row => new { row.Id, row.Type, row.OccurredAt }).ToListAsync(ct);
        var shown = await views.OfAsync(context, [.. comments.Take(Most)], ct);
        var operations = await context.FinalRead().Set<AuditEntry>()
            .Where(row => row.EntityId == id && row.Outcome == AuditOutcome.Done)
            .OrderByDescending(row => row.Id).Take(Most + 1)
            .Select(row => new { row.Id, row.At, row.Action, row.ActorName, row.Before, row.After }).ToListAsync(ct);

        // the audit entry and the events of one operation carry the same time
        var entries = operations.Take(Most)
            .Select(row => new TimelineEntryView(
                row.At, row.ActorName, row.Action, row.Id, Changed(row.Before, row.After),
                [.. events.Where(message => message.OccurredAt == row.At)
                    .Select(message => new TimelineEventView(message.Id, message.Type))],
                null))
            .Concat(shown.Select(comment => new TimelineEntryView(
                comment.CreatedAt, comment.Author.Name, null, null, [], [], comment)));
        return new TimelineView(
            id, [.. entries.OrderByDescending(entry => entry.At)], operations.Count > Most || comments.Count > Most);
    }

    /// <summary>Returns the names of the members whose values differ, apart from times.</summary>
    static IReadOnlyList<string> Changed(string? before, string? after)
    {
        if (before is null || after is null)
            return [];
        using var was = JsonDocument.Parse(before);
        using var became = JsonDocument.Parse(after);
        if (was.RootElement.ValueKind != JsonValueKind.Object || became.RootElement.ValueKind != JsonValueKind.Object)
            return [];
        return [.. became.RootElement.EnumerateObject()
            .Where(member => !member.Name.EndsWith("_at", StringComparison.Ordinal)
                && !(was.RootElement.TryGetProperty(member.Name, out var value)
                    && JsonElement.DeepEquals(value, member.Value)))
            .Select(member => member.Name)];
    }
}
