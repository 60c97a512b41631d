using App.Platform;

namespace App.Webhooks;

/// <summary>An endpoint as the API and the audit log show it. Its secret is shown once, when it is made or rotated.</summary>
public sealed record EndpointView(
    Id<WebhookEndpoint> Id, string Url, string? Description, IReadOnlyList<string> EventTypes, EndpointStatus Status, DisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince, DateTimeOffset? LastDeliveredAt, DateTimeOffset? OldSecretUntil, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static EndpointView Of(WebhookEndpoint endpoint) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.Status, endpoint.DisabledReason,
        endpoint.DisabledAt, endpoint.FailingSince, endpoint.LastDeliveredAt, endpoint.OldSecretUntil, endpoint.CreatedAt, endpoint.UpdatedAt);
}

/// <summary>An endpoint with its new secret: the only time that it is shown.</summary>
public sealed record EndpointWithSecret(
    Id<WebhookEndpoint> Id, string Url, string? Description, IReadOnlyList<string> EventTypes, EndpointStatus Status, DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? Secret) : IShownOnce
{
    public static EndpointWithSecret Of(WebhookEndpoint endpoint, string secret) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.Status, endpoint.OldSecretUntil, endpoint.CreatedAt, endpoint.UpdatedAt, secret);

    public object WithoutSecret() => this with { Secret = null };
}
