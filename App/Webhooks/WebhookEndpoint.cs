using App.Platform;

namespace App.Webhooks;

public enum EndpointStatus { Enabled, Disabled }

/// <summary>Why an endpoint gets nothing any more.</summary>
public enum DisabledReason { Manual, Gone, Failing }

/// <summary>An address of a customer's that wants to be told of events, with the secret that signs what it gets.</summary>
public sealed class WebhookEndpoint : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "whe";

    /// <summary>In the list of types: all of them, those to come included.</summary>
    public const string EveryType = "*";

    /// <summary>How long the secret before the last rotation still signs too.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    WebhookEndpoint() { }

    public static WebhookEndpoint Create(string url, IEnumerable<string> eventTypes, string? description, DateTimeOffset now)
    {
        var endpoint = new WebhookEndpoint { Id = Id<WebhookEndpoint>.New(now), CreatedAt = now };
        endpoint.Become(url, eventTypes, description, now);
        return endpoint;
    }

    public Guid OrganizationId { get; private set; }
    public Id<WebhookEndpoint> Id { get; private set; }
    public string Url { get; private set; } = "";
    public string? Description { get; private set; }
    public string[] EventTypes { get; private set; } = [];
    public EndpointStatus Status { get; private set; }
    public DisabledReason? DisabledReason { get; private set; }
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Sealed by <see cref="EndpointSecrets"/>, like the one before.</summary>
    public string Secret { get; private set; } = "";
    public string? OldSecret { get; private set; }
    public DateTimeOffset? OldSecretUntil { get; private set; }

    /// <summary>When the first of its failures came that no success has followed.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>The last success, to the minute.</summary>
    public DateTimeOffset? LastDeliveredAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>What people call it.</summary>
    internal string Label => (Description ?? Url) is { Length: > 200 } longer ? longer[..200] : Description ?? Url;

    public void Become(string url, IEnumerable<string> eventTypes, string? description, DateTimeOffset now)
    {
        string[] types = [.. eventTypes.Distinct().Order(StringComparer.Ordinal)];
        (Url, EventTypes, UpdatedAt) = (url, types.Contains(EveryType) ? [EveryType] : types, now);
        Description = string.IsNullOrWhiteSpace(description) ? null : description.Trim();
    }

    /// <summary>Takes a first or a new secret; one that it had stays valid for the time of grace.</summary>
    public void Take(string sealedSecret, DateTimeOffset now)
    {
        if (Secret.Length > 0)
            (OldSecret, OldSecretUntil) = (Secret, now + Grace);
        (Secret, UpdatedAt) = (sealedSecret, now);
    }

    public void Enable(DateTimeOffset now) =>
        (Status, DisabledReason, DisabledAt, FailingSince, UpdatedAt) = (EndpointStatus.Enabled, null, null, null, now);

    public void Disable(DisabledReason reason, DateTimeOffset now) =>
        (Status, DisabledReason, DisabledAt, UpdatedAt) = (EndpointStatus.Disabled, reason, now, now);

    public void Archive(DateTimeOffset now) => ArchivedAt = UpdatedAt = now;
}
