using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Holds the rules that several webhook endpoint operations share.</summary>
public sealed class WebhookRules(Destinations destinations, EventCatalog catalog)
{
    /// <summary>Returns the problem with a URL or with event types, or null if both are valid. Null is not checked.</summary>
    public Problem? Fault(string? url, IReadOnlyList<string>? eventTypes)
    {
        if (url is not null && destinations.Fault(url) is { } refused)
            return Problem.Invalid.For("url", refused);
        for (var i = 0; i < (eventTypes?.Count ?? 0); i++)
        {
            var type = eventTypes![i];
            if (type != WebhookEndpoint.EveryType && !catalog.Knows(type))
                return Problem.Invalid.For(
                    $"event_types[{i}]", $"'{type}' is not an event type. Use names from the list, or \"*\" for all.");
        }
        return null;
    }

    /// <summary>Marks the pending deliveries of an endpoint as disabled.</summary>
    internal static async Task DropPendingAsync(OperationContext context, Id<WebhookEndpoint> endpoint, CancellationToken ct) =>
        await context.Db.WebhookDeliveries
            .Where(row => row.EndpointId == endpoint && row.Status == DeliveryStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, DeliveryStatus.Disabled), ct);

    internal static void CheckTypes(Checks checks, IReadOnlyList<string>? types) => checks
        .That(types is null or { Count: > 0 and <= 100 }, "event_types", "Choose 1 to 100 event types, or [\"*\"] for all.")
        .That(
            types is null || types.All(type => type is { Length: > 0 and <= 100 }),
            "event_types",
            "Event types are names such as order.placed.");
}
