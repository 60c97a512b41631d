using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Returns an order with its lines and its timeline.</summary>
public sealed class GetOrder(Gate gate) : Query<GetOrder.Request, OrderView>(gate)
{
    public sealed record Request(Id<Order> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.get";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var order = await context.Db.Orders.Include(order => order.Lines)
            .SingleOrDefaultAsync(order => order.Id == request.Id, ct);
        if (order is null)
            return Problem.Missing("The order");

        var id = order.Id.ToString();
        var events = await context.Db.Set<OutboxMessage>().Where(message => message.Subject == id)
            .OrderBy(message => message.Id).Select(message => new { message.Id, message.Type, message.OccurredAt })
            .ToListAsync(ct);
        var entries = await context.FinalRead().Set<AuditEntry>()
            .Where(entry => entry.EntityId == id && entry.Outcome == AuditOutcome.Done).OrderBy(entry => entry.Id)
            .Select(entry => new { entry.Id, entry.At, entry.Action, entry.ActorKind, entry.ActorId, entry.ActorName })
            .ToListAsync(ct);
        // the audit entry and the events of one operation carry the same time
        return OrderView.Of(order) with
        {
            Timeline = [.. entries.Select(entry => new OrderTimelineEntry(
                entry.Id, entry.At, entry.Action, entry.ActorKind, entry.ActorId, entry.ActorName,
                [.. events.Where(message => message.OccurredAt == entry.At)
                    .Select(message => new OrderTimelineEvent(message.Id, message.Type))]))],
        };
    }
}
