using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>One event of the last 30 days.</summary>
public sealed class GetEvent(Gate gate) : Query<GetEvent.Request, EventView>(gate)
{
    public sealed record Request(Id<OutboxMessage> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.ReadEvents;
    protected internal override string Action => "event.get";

    protected override async Task<Result<EventView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var since = pass.Now - ListEvents.Kept;
        return await pass.Last.Events.SingleOrDefaultAsync(row => row.Id == request.Id && row.OccurredAt > since, ct)
            is { } happened ? EventView.Of(happened) : Problem.Missing("The event");
    }
}
