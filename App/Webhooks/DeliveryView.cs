using System.Linq.Expressions;

namespace App.Webhooks;

/// <summary>Represents a webhook delivery in a list.</summary>
/// <param name="Attempts">The number of attempts so far.</param>
/// <param name="NextAttemptAt">The time of the next attempt; null if none is scheduled.</param>
/// <param name="LastStatusCode">The HTTP status of the last response; null if there was no response.</param>
/// <param name="LastError">The error code of the last attempt; null if it succeeded.</param>
public sealed record DeliveryView(
    Id<WebhookDelivery> Id,
    Id<WebhookEndpoint> EndpointId,
    Id<OutboxMessage> EventId,
    string EventType,
    DeliveryStatus Status,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt,
    int? LastStatusCode,
    string? LastError,
    DateTimeOffset CreatedAt)
{
    public static readonly Expression<Func<WebhookDelivery, DeliveryView>> Projection = row => new DeliveryView(
        row.Id, row.EndpointId, row.EventId, row.EventType, row.Status, row.Attempts,
        row.Status == DeliveryStatus.Pending ? row.NextAttemptAt : null,
        row.LastAttemptAt, row.LastStatusCode, row.LastError, row.CreatedAt);

    static readonly Func<WebhookDelivery, DeliveryView> Compiled = Projection.Compile();

    public static DeliveryView Of(WebhookDelivery row) => Compiled(row);
}

/// <summary>Represents a webhook delivery with its event, URL and attempts.</summary>
/// <param name="Attempts">The number of attempts so far.</param>
/// <param name="NextAttemptAt">The time of the next attempt; null if none is scheduled.</param>
/// <param name="LastStatusCode">The HTTP status of the last response; null if there was no response.</param>
/// <param name="LastError">The error code of the last attempt; null if it succeeded.</param>
/// <param name="Event">The event, as it is sent in the body.</param>
/// <param name="AttemptLog">The last 100 attempts, newest first.</param>
public sealed record DeliveryDetail(
    Id<WebhookDelivery> Id,
    Id<WebhookEndpoint> EndpointId,
    Id<OutboxMessage> EventId,
    string EventType,
    DeliveryStatus Status,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt,
    int? LastStatusCode,
    string? LastError,
    DateTimeOffset CreatedAt,
    string Url,
    EventView Event,
    IReadOnlyList<AttemptView> AttemptLog);

/// <summary>Represents one attempt of a webhook delivery.</summary>
/// <param name="N">The number of the attempt, from 1.</param>
/// <param name="DurationMs">The duration in milliseconds.</param>
/// <param name="StatusCode">The HTTP status of the response; null if there was no response.</param>
/// <param name="Error">
/// Null if the attempt succeeded; otherwise timeout, connection_failed, tls_failed, name_not_found, address_refused,
/// connection_lost, redirect, status, gone or not_sent.
/// </param>
/// <param name="ResponseExcerpt">The first 4 KB of the response body.</param>
public sealed record AttemptView(
    int N, DateTimeOffset At, int DurationMs, int? StatusCode, string? Error, string? ResponseExcerpt)
{
    /// <summary>Returns the last attempt of a delivery if it succeeded; otherwise it is among the stored attempts.</summary>
    public static IEnumerable<AttemptView> LastSuccess(WebhookDelivery row)
    {
        if (row is { LastAttemptAt: { } at, LastError: null })
            yield return new(row.Attempts, at, row.LastDurationMs ?? 0, row.LastStatusCode, null, row.LastResponseExcerpt);
    }
}
