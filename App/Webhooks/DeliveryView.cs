using System.Linq.Expressions;
using App.Platform;

namespace App.Webhooks;

/// <summary>A delivery in lists.</summary>
/// <param name="NextAttemptAt">Null when none is to come.</param>
public sealed record DeliveryView(
    Id<WebhookDelivery> Id, Id<WebhookEndpoint> EndpointId, Id<OutboxMessage> EventId, string EventType, DeliveryStatus Status, int Attempts,
    DateTimeOffset? NextAttemptAt, DateTimeOffset? LastAttemptAt, int? LastStatusCode, string? LastError, DateTimeOffset CreatedAt)
{
    public static readonly Expression<Func<WebhookDelivery, DeliveryView>> Projection = row => new DeliveryView(
        row.Id, row.EndpointId, row.EventId, row.EventType, row.Status, row.Attempts, row.Status == DeliveryStatus.Pending ? row.NextAttemptAt : null,
        row.LastAttemptAt, row.LastStatusCode, row.LastError, row.CreatedAt);

    static readonly Func<WebhookDelivery, DeliveryView> Compiled = Projection.Compile();

    public static DeliveryView Of(WebhookDelivery row) => Compiled(row);
}

/// <summary>A delivery with what was sent and each attempt, the latest first.</summary>
public sealed record DeliveryDetail(
    Id<WebhookDelivery> Id, Id<WebhookEndpoint> EndpointId, Id<OutboxMessage> EventId, string EventType, DeliveryStatus Status, int Attempts,
    DateTimeOffset? NextAttemptAt, DateTimeOffset? LastAttemptAt, int? LastStatusCode, string? LastError, DateTimeOffset CreatedAt,
    string Url, EventView Event, IReadOnlyList<AttemptView> AttemptLog);

/// <summary>One attempt.</summary>
/// <param name="Error">timeout, connection_failed, tls_failed, name_not_found, address_refused, connection_lost, redirect, status, gone; null for success.</param>
/// <param name="ResponseExcerpt">The first 4 kB of the answer's body.</param>
public sealed record AttemptView(int N, DateTimeOffset At, int DurationMs, int? StatusCode, string? Error, string? ResponseExcerpt);
