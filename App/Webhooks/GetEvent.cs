using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Returns an event of the last 30 days.</summary>
public sealed class GetEvent(Gate gate) : Query<GetEvent.Request, EventView>(gate)
{
    public sealed record Request(Id<OutboxMessage> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.ReadEvents);
    protected internal override string Action => "event.get";

    protected override async Task<Result<EventView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var since = context.Now - OutboxMessage.Kept;
        var kept = context.FinalRead().Events.Where(row => row.OccurredAt > since);
        var found = await kept.SingleOrDefaultAsync(row => row.Id == request.Id, ct);
        return found is null ? Problem.Missing("The event") : EventView.Of(found);
    }
}
