namespace App.Webhooks;

public enum DeliveryStatus { Pending, Delivered, Exhausted, Disabled }

/// <summary>Represents the delivery of one event to one endpoint, over one or more attempts.</summary>
public sealed class WebhookDelivery : IOwned, IIdentified
{
    public static string IdPrefix => "del";

    WebhookDelivery() { }

    public Guid OrganizationId { get; private set; }
    public Id<WebhookDelivery> Id { get; private set; }
    public Id<OutboxMessage> EventId { get; private set; }
    public string EventType { get; private set; } = "";
    public Id<WebhookEndpoint> EndpointId { get; private set; }
    public DeliveryStatus Status { get; private set; }

    /// <summary>Counts all attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Counts the attempts of the current round. A resend starts a new round.</summary>
    public int RoundAttempts { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>
    /// Gets whether the delivery may be posted now. First attempts and resends are ready immediately; a failed delivery becomes
    /// ready when its <see cref="WebhookJobs.Retry"/> job runs.
    /// </summary>
    public bool Ready { get; private set; }

    /// <summary>The worker that claimed the delivery holds it until this time. After that, another worker may claim it.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }
    public int? LastStatusCode { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastAttemptAt { get; private set; }
    public int? LastDurationMs { get; private set; }

    /// <summary>Gets the beginning of the last response body.</summary>
    public string? LastResponseExcerpt { get; private set; }

    /// <summary>Gets the time of the last change. The database sets it; see <see cref="ListedTables"/>.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Makes the delivery due immediately and starts a new round of attempts.</summary>
    public void Resend(DateTimeOffset now)
    {
        Status = DeliveryStatus.Pending;
        RoundAttempts = 0;
        NextAttemptAt = now;
        Ready = true;
    }
}

/// <summary>
/// Represents one HTTP attempt of a delivery, with its result. There is no row for a success that is the last attempt: the
/// delivery has its result.
/// </summary>
public sealed class WebhookAttempt : IOwned
{
    WebhookAttempt() { }

    public Guid OrganizationId { get; private set; }
    public Id<WebhookDelivery> DeliveryId { get; private set; }

    /// <summary>Numbers the attempts from 1.</summary>
    public int N { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int DurationMs { get; private set; }
    public int? StatusCode { get; private set; }

    /// <summary>Gets our error code, or null. The network's own message may reveal internals, so it is not stored.</summary>
    public string? Error { get; private set; }

    /// <summary>Gets the beginning of the response body.</summary>
    public string? ResponseExcerpt { get; private set; }
}
