using Microsoft.EntityFrameworkCore;

namespace App.SecurityEvents;

/// <summary>
/// Lists security events, newest first: failed sign-ins, refused second factors, lockouts, reached rate limits and refused
/// requests. Events of one kind, about the same subject and from the same network, are one entry for each hour. An event appears
/// a few seconds after it happened.
/// </summary>
public sealed class ListSecurityEvents(Gate gate) : Query<ListSecurityEvents.Request, Page<SecurityEventView>>(gate)
{
    /// <param name="Kind">Returns only events of this kind.</param>
    /// <param name="Subject">Returns only events about the member, API key or shopper with this ID.</param>
    /// <param name="Network">Returns only events from this network, as in the field network.</param>
    /// <param name="From">Returns only events that were last seen at or after this time.</param>
    /// <param name="To">Returns only events that were first seen before this time.</param>
    public sealed record Request(
        PageRequest Page,
        SecurityEventKind? Kind = null,
        string? Subject = null,
        string? Network = null,
        DateTimeOffset? From = null,
        DateTimeOffset? To = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Subject, 64, "The subject").OptionalText(Network, 45, "The network")
                .That(From is null || To is null || From < To, nameof(To), "'to' must be later than 'from'.");
        }
    }

    protected internal override Access Access => Access.Member(SecurityEventPermissions.Read);
    protected internal override string Action => "security_event.list";

    protected override async Task<Result<Page<SecurityEventView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var events = Filter(context.FinalRead().Set<SecurityEvent>(), request);
        var page = await events.NewestAsync(request.Page, row => row.Id, row => row.LastAt, row => row, ct);
        return new Page<SecurityEventView>([.. page.Data.Select(SecurityEventView.Of)], page.HasMore, page.NextCursor)
        {
            PreviousCursor = page.PreviousCursor,
        };
    }

    static IQueryable<SecurityEvent> Filter(IQueryable<SecurityEvent> events, Request request)
    {
        if (request.Kind is { } kind)
            events = events.Where(row => row.Kind == kind);
        if (request.Subject is { Length: > 0 } subject)
            events = events.Where(row => row.SubjectId == subject);
        if (request.Network is { Length: > 0 } network)
            events = events.Where(row => row.Network == network);
        if (request.From is { } from)
            events = events.Where(row => row.LastAt >= from);
        if (request.To is { } to)
            events = events.Where(row => row.FirstAt < to);
        return events;
    }
}
