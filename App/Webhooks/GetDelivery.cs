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
        var deliveries = context.Db.WebhookDeliveries.Where(row => row.Id == request.Id);
        if (await deliveries.Select(DeliveryView.Projection).SingleOrDefaultAsync(ct) is not { } delivery)
            return Problem.Missing("The webhook delivery");
        var sent = await context.Db.Events.SingleAsync(row => row.Id == delivery.EventId, ct);
        var url = await context.Db.WebhookEndpoints.IgnoreQueryFilters([Filters.Archived])
            .Where(row => row.Id == delivery.EndpointId).Select(row => row.Url).SingleAsync(ct);
        var attempts = await context.FinalRead().WebhookAttempts.Where(row => row.DeliveryId == request.Id)
            .OrderByDescending(row => row.N)
            .Select(row => new AttemptView(row.N, row.At, row.DurationMs, row.StatusCode, row.Error, row.ResponseExcerpt))
            .Take(100).ToListAsync(ct);
        return new DeliveryDetail(
            delivery.Id, delivery.EndpointId, delivery.EventId, delivery.EventType, delivery.Status, delivery.Attempts,
            delivery.NextAttemptAt, delivery.LastAttemptAt, delivery.LastStatusCode, delivery.LastError, delivery.CreatedAt,
            url, EventView.Of(sent), attempts);
    }
}
