using App.Platform;

namespace App.Webhooks;

public enum DeliveryStatus { Pending, Delivered, Exhausted, Disabled }

/// <summary>One event for one endpoint, however many attempts it takes.</summary>
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

    /// <summary>All attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Attempts of the present round: a resend begins a new one.</summary>
    public int RoundAttempts { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>
    /// Whether it may be posted now. A first attempt and a resend are ready at once; one that failed becomes ready when its
    /// <see cref="WebhookJobs.Retry"/> job runs.
    /// </summary>
    public bool Ready { get; private set; }

    /// <summary>Until when a process is at it; after that another may.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }
    public int? LastStatusCode { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastAttemptAt { get; private set; }

    /// <summary>Once more, at once, with the whole schedule ahead.</summary>
    public void Resend(DateTimeOffset now)
    {
        Status = DeliveryStatus.Pending;
        RoundAttempts = 0;
        NextAttemptAt = now;
        Ready = true;
    }
}

/// <summary>One HTTP try of a delivery, and what came back.</summary>
public sealed class WebhookAttempt : IOwned
{
    WebhookAttempt() { }

    public Guid OrganizationId { get; private set; }
    public Id<WebhookDelivery> DeliveryId { get; private set; }

    /// <summary>1 for the first.</summary>
    public int N { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int DurationMs { get; private set; }
    public int? StatusCode { get; private set; }

    /// <summary>What went wrong, in one word of ours; what the network said is not for tenants.</summary>
    public string? Error { get; private set; }

    /// <summary>Beginning of the answer's body.</summary>
    public string? ResponseExcerpt { get; private set; }
}
