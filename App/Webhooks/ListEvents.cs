using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>What happened in the last 30 days, the newest first.</summary>
public sealed class ListEvents(Gate gate) : Query<ListEvents.Request, Page<EventView>>(gate)
{
    /// <summary>How far back events can be read.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <param name="Page">Which part of the list.</param>
    /// <param name="Type">Of this type only.</param>
    /// <param name="Subject">Id of the thing that it happened to.</param>
    public sealed record Request(PageRequest Page, string? Type = null, string? Subject = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Type, 100, "The type").OptionalText(Subject, 64, "The subject");
        }
    }

    protected internal override Permission Permission => WebhookPermissions.ReadEvents;
    protected internal override string Action => "event.list";

    protected override async Task<Result<Page<EventView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var since = pass.Now - Kept;
        var rows = pass.Last.Events.Where(row => row.OccurredAt > since);
        if (!string.IsNullOrWhiteSpace(request.Type))
            rows = rows.Where(row => row.Type == request.Type.Trim());
        if (!string.IsNullOrWhiteSpace(request.Subject))
            rows = rows.Where(row => row.Subject == request.Subject.Trim());
        return await rows.NewestAsync(request.Page, row => row.Id, row => EventView.Of(row), ct);
    }
}
