using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>What several operations on endpoints must see to.</summary>
public sealed class WebhookRules(Destinations destinations, EventCatalogue catalogue)
{
    /// <summary>Whether the address may be posted to and the event types exist.</summary>
    public Problem? Fault(string? url, IReadOnlyList<string>? eventTypes)
    {
        if (url is not null && destinations.Fault(url) is { } refused)
            return Problem.Invalid.For("url", refused);
        for (var i = 0; i < (eventTypes?.Count ?? 0); i++)
            if (eventTypes![i] != WebhookEndpoint.EveryType && !catalogue.Knows(eventTypes[i]))
                return Problem.Invalid.For($"event_types[{i}]", $"There is no event type '{eventTypes[i]}'. Choose from the list of event types, or \"*\" for all.");
        return null;
    }

    /// <summary>What was to be sent to an endpoint stays undelivered, and says why.</summary>
    internal static async Task DropPendingAsync(Pass pass, Id<WebhookEndpoint> endpoint, CancellationToken ct) =>
        await pass.Db.WebhookDeliveries.Where(row => row.EndpointId == endpoint && row.Status == DeliveryStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, DeliveryStatus.Disabled), ct);

    internal static void CheckTypes(Checks checks, IReadOnlyList<string>? types) => checks
        .That(types is null or { Count: > 0 and <= 100 }, "event_types", "Choose 1 to 100 event types, or [\"*\"] for all.")
        .That(types is null || types.All(type => type is { Length: > 0 and <= 100 }), "event_types", "An event type is a name such as order.placed.");
}
