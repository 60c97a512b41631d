using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Returns a webhook delivery with its event, URL and attempts.</summary>
public sealed class GetDelivery(Gate gate) : Query<GetDelivery.Request, DeliveryDetail>(gate)
{
    public sealed record Request(Id<WebhookDelivery> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_delivery.get";

    protected override async Task<Result<DeliveryDetail>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var deliveries = context.Db.WebhookDeliveries.AsNoTracking();
        if (await deliveries.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } row)
            return Problem.Missing("The webhook delivery");
        var sent = await context.Db.Events.SingleAsync(one => one.Id == row.EventId, ct);
        var url = await context.Db.WebhookEndpoints.IgnoreQueryFilters([Filters.Archived])
            .Where(one => one.Id == row.EndpointId).Select(one => one.Url).SingleAsync(ct);
        var attempts = await context.FinalRead().WebhookAttempts.Where(one => one.DeliveryId == request.Id)
            .OrderByDescending(one => one.N)
            .Select(one => new AttemptView(one.N, one.At, one.DurationMs, one.StatusCode, one.Error, one.ResponseExcerpt))
            .Take(100).ToListAsync(ct);
        var delivery = DeliveryView.Of(row);
        return new DeliveryDetail(
            delivery.Id, delivery.EndpointId, delivery.EventId, delivery.EventType, delivery.Status, delivery.Attempts,
            delivery.NextAttemptAt, delivery.LastAttemptAt, delivery.LastStatusCode, delivery.LastError, delivery.CreatedAt,
            url, EventView.Of(sent), [.. AttemptView.LastSuccess(row).Concat(attempts).DistinctBy(one => one.N).Take(100)]);
    }
}
