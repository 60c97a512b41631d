using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Declares what members can do to many webhook deliveries at once.</summary>
static class DeliveryBulkActions
{
    public const string Resend = "webhook_delivery.resend";

    public static readonly IReadOnlyList<BulkAction> All =
    [
        BulkAction.Of<ResendDeliveries, WebhookDelivery>(
            Resend, new("Resend", "Resending", "Resent"), WebhookPermissions.Change, "webhooks/deliveries/", "delivery",
            "deliveries"),
    ];
}

/// <summary>Sends many deliveries again.</summary>
sealed class ResendDeliveries(ResendDelivery resend) : BulkHandler<DeliveryFilter, NoArguments>
{
    protected override async Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, DeliveryFilter? filter, int most, CancellationToken ct)
    {
        var wanted = ids?.Select(id => new Id<WebhookDelivery>(id)).ToArray();
        var deliveries = wanted is null
            ? filter!.Of(context.Db)
            : context.Db.WebhookDeliveries.Where(delivery => wanted.Contains(delivery.Id));
        var found = await deliveries.OrderByDescending(delivery => delivery.Id).Take(most)
            .Select(delivery => new { delivery.Id, delivery.EventType }).ToListAsync(ct);
        return [.. found.Select(delivery => new BulkTarget(delivery.Id.Value, delivery.EventType))];
    }

    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(resend.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}
