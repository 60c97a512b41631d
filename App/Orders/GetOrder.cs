using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>One order: its lines, and what happened to it.</summary>
public sealed class GetOrder(Gate gate) : Query<GetOrder.Request, OrderView>(gate)
{
    public sealed record Request(Id<Order> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrderPermissions.Read;
    protected internal override string Action => "order.get";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Orders.Include(order => order.Lines).SingleOrDefaultAsync(order => order.Id == request.Id, ct) is not { } order)
            return Problem.Missing("The order");

        var id = order.Id.ToString();
        var events = await pass.Db.Set<OutboxMessage>().Where(message => message.Subject == id)
            .OrderBy(message => message.Id).Select(message => new { message.Id, message.Type, message.OccurredAt }).ToListAsync(ct);
        var entries = await pass.Last.Set<AuditEntry>().Where(entry => entry.EntityId == id && entry.Outcome == AuditOutcome.Done)
            .OrderBy(entry => entry.Id).Select(entry => new { entry.Id, entry.At, entry.Action, entry.ActorKind, entry.ActorId, entry.ActorName }).ToListAsync(ct);
        // One call of the Gate gives its entry and its events the same moment.
        return OrderView.Of(order) with
        {
            Timeline = [.. entries.Select(entry => new OrderTimelineEntry(
                entry.Id, entry.At, entry.Action, entry.ActorKind, entry.ActorId, entry.ActorName,
                [.. events.Where(message => message.OccurredAt == entry.At).Select(message => new OrderTimelineEvent(message.Id, message.Type))]))],
        };
    }
}
