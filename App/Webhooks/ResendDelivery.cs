using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Sends a delivery once more, at once, under the same webhook-id, whatever became of it; a new round of attempts begins.</summary>
public sealed class ResendDelivery(Gate gate) : Operation<ResendDelivery.Request, DeliveryView>(gate)
{
    public sealed record Request(Id<WebhookDelivery> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_delivery.resend";

    protected override async Task<Result<DeliveryView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.WebhookDeliveries.SingleOrDefaultAsync(delivery => delivery.Id == request.Id, ct) is not { } delivery)
            return Problem.Missing("The webhook delivery");
        if (!await pass.Db.WebhookEndpoints.AnyAsync(endpoint => endpoint.Id == delivery.EndpointId && endpoint.Status == EndpointStatus.Enabled, ct))
            return WebhookProblems.EndpointDisabled;

        var before = DeliveryView.Of(delivery);
        delivery.Resend(pass.Now);
        var view = DeliveryView.Of(delivery);
        pass.Note(delivery.Id.ToString(), delivery.EventType, before, view);
        return view;
    }
}
