using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>
/// Sends a delivery again immediately, whatever its status, with the same webhook-id and a full new round of retries.
/// The endpoint must be enabled.
/// </summary>
public sealed class ResendDelivery(Gate gate) : Operation<ResendDelivery.Request, DeliveryView>(gate)
{
    public sealed record Request(Id<WebhookDelivery> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_delivery.resend";

    protected override async Task<Result<DeliveryView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } delivery)
            return Problem.Missing("The webhook delivery");
        var enabled = context.Db.WebhookEndpoints.Where(endpoint => endpoint.Status == EndpointStatus.Enabled);
        if (!await enabled.AnyAsync(endpoint => endpoint.Id == delivery.EndpointId, ct))
            return WebhookProblems.EndpointDisabled;

        var before = DeliveryView.Of(delivery);
        delivery.Resend(context.Now);
        var view = DeliveryView.Of(delivery);
        context.Note(delivery.Id.ToString(), delivery.EventType, before, view);
        return view;
    }
}
