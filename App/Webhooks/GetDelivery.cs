using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>One delivery: what was sent where, and what each attempt got.</summary>
public sealed class GetDelivery(Gate gate) : Query<GetDelivery.Request, DeliveryDetail>(gate)
{
    public sealed record Request(Id<WebhookDelivery> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Read;
    protected internal override string Action => "webhook_delivery.get";

    protected override async Task<Result<DeliveryDetail>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.WebhookDeliveries.Where(row => row.Id == request.Id).Select(DeliveryView.Projection).SingleOrDefaultAsync(ct) is not { } delivery)
            return Problem.Missing("The webhook delivery");
        var happened = await pass.Db.Events.SingleAsync(row => row.Id == delivery.EventId, ct);
        var url = await pass.Db.WebhookEndpoints.IgnoreQueryFilters([Filters.Archived]).Where(row => row.Id == delivery.EndpointId).Select(row => row.Url).SingleAsync(ct);
        var attempts = await pass.Last.WebhookAttempts.Where(row => row.DeliveryId == request.Id).OrderByDescending(row => row.N)
            .Select(row => new AttemptView(row.N, row.At, row.DurationMs, row.StatusCode, row.Error, row.ResponseExcerpt)).Take(100).ToListAsync(ct);
        return new DeliveryDetail(
            delivery.Id, delivery.EndpointId, delivery.EventId, delivery.EventType, delivery.Status, delivery.Attempts,
            delivery.NextAttemptAt, delivery.LastAttemptAt, delivery.LastStatusCode, delivery.LastError, delivery.CreatedAt,
            url, EventView.Of(happened), attempts);
    }
}
