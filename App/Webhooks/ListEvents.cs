using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Lists events of the last 30 days, newest first.</summary>
public sealed class ListEvents(Gate gate) : Query<ListEvents.Request, Page<EventView>>(gate)
{
    /// <summary>Events can be read for this long.</summary>
    /// <param name="Type">Returns only events of this type.</param>
    /// <param name="Subject">Returns only events about the object with this ID.</param>
    public sealed record Request(PageRequest Page, string? Type = null, string? Subject = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Type, 100, "The type").OptionalText(Subject, 64, "The subject");
        }
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.ReadEvents);
    protected internal override string Action => "event.list";

    protected override async Task<Result<Page<EventView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var rows = Filter(context, request);
        return await rows.NewestAsync(request.Page, row => row.Id, row => row.OccurredAt, row => EventView.Of(row), ct);
    }

    internal static IQueryable<OutboxMessage> Filter(OperationContext context, Request request)
    {
        var since = context.Now - OutboxMessage.Kept;
        var rows = context.FinalRead().Events.Where(row => row.OccurredAt > since);
        if (!string.IsNullOrWhiteSpace(request.Type))
            rows = rows.Where(row => row.Type == request.Type.Trim());
        if (!string.IsNullOrWhiteSpace(request.Subject))
            rows = rows.Where(row => row.Subject == request.Subject.Trim());
        return rows;
    }
}
