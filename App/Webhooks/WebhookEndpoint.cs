using System.Linq.Expressions;

namespace App.Webhooks;

public enum EndpointStatus { Enabled, Disabled }

/// <summary>
/// Defines why an endpoint was disabled: by a member or API key, after a 410 response, or after days of failures.
/// </summary>
public enum DisabledReason { Manual, Gone, Failing }

/// <summary>Represents a customer's URL that receives events, with the secret that signs them.</summary>
public sealed class WebhookEndpoint : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "whe";

    /// <summary>Subscribes an endpoint to all event types, including future ones.</summary>
    public const string EveryType = "*";

    /// <summary>After a rotation, the previous secret also signs for this long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    /// <summary>
    /// Selects the endpoints that somebody should look at: enabled ones whose deliveries fail, and those that were disabled for
    /// it. One that a member or API key has disabled is dealt with.
    /// </summary>
    public static readonly Expression<Func<WebhookEndpoint, bool>> IsFailing = endpoint =>
        (endpoint.Status == EndpointStatus.Enabled && endpoint.FailingSince != null)
        || endpoint.DisabledReason == Webhooks.DisabledReason.Failing
        || endpoint.DisabledReason == Webhooks.DisabledReason.Gone;

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

    /// <summary>Gets the secret, encrypted by <see cref="EndpointSecrets"/> like <see cref="OldSecret"/>.</summary>
    public string Secret { get; private set; } = "";
    public string? OldSecret { get; private set; }
    public DateTimeOffset? OldSecretUntil { get; private set; }

    /// <summary>Gets the time of the first failure since the last success; null if the endpoint is not failing.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Gets the time of the last success, to the minute.</summary>
    public DateTimeOffset? LastDeliveredAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Gets the display name: the description or the URL, cut to 200 characters.</summary>
    internal string Label
    {
        get
        {
            var name = Description ?? Url;
            return name.Length > 200 ? name[..200] : name;
        }
    }

    public void Become(string url, IEnumerable<string> eventTypes, string? description, DateTimeOffset now)
    {
        string[] types = [.. eventTypes.Distinct().Order(StringComparer.Ordinal)];
        Url = url;
        EventTypes = types.Contains(EveryType) ? [EveryType] : types;
        Description = string.IsNullOrWhiteSpace(description) ? null : description.Trim();
        UpdatedAt = now;
    }

    /// <summary>Sets the signing secret. A previous one stays valid for <see cref="Grace"/>.</summary>
    public void Take(string encryptedSecret, DateTimeOffset now)
    {
        if (Secret.Length > 0)
        {
            OldSecret = Secret;
            OldSecretUntil = now + Grace;
        }
        Secret = encryptedSecret;
        UpdatedAt = now;
    }

    /// <summary>
    /// Sets the signing secret for a new URL. Previous ones end now, because nothing that is sent to the new URL may be signed
    /// with a secret that its receiver was never given.
    /// </summary>
    public void TakeForNewUrl(string encryptedSecret, DateTimeOffset now)
    {
        Secret = encryptedSecret;
        OldSecret = null;
        OldSecretUntil = null;
        UpdatedAt = now;
    }

    public void Enable(DateTimeOffset now)
    {
        Status = EndpointStatus.Enabled;
        DisabledReason = null;
        DisabledAt = null;
        FailingSince = null;
        UpdatedAt = now;
    }

    public void Disable(DisabledReason reason, DateTimeOffset now)
    {
        Status = EndpointStatus.Disabled;
        DisabledReason = reason;
        DisabledAt = now;
        UpdatedAt = now;
    }

    public void Archive(DateTimeOffset now) => ArchivedAt = UpdatedAt = now;

    /// <summary>Restores the endpoint as a disabled one, so nothing is sent to it before somebody enables it.</summary>
    public void Restore(DateTimeOffset now)
    {
        ArchivedAt = null;
        Disable(Webhooks.DisabledReason.Manual, now);
    }
}
