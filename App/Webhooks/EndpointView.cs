namespace App.Webhooks;

/// <summary>Represents a webhook endpoint, without its signing secret.</summary>
/// <param name="DisabledReason">Null while the endpoint is enabled.</param>
/// <param name="FailingSince">The time of the first failure since the last success; null if the endpoint is not failing.</param>
/// <param name="LastDeliveredAt">The time of the last success, to the minute.</param>
/// <param name="OldSecretUntil">Webhooks are also signed with the previous secret until this time.</param>
public sealed record EndpointView(
    Id<WebhookEndpoint> Id,
    string Url,
    string? Description,
    IReadOnlyList<string> EventTypes,
    EndpointStatus Status,
    DisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? FailingSince,
    DateTimeOffset? LastDeliveredAt,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static EndpointView Of(WebhookEndpoint endpoint) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.Status, endpoint.DisabledReason,
        endpoint.DisabledAt, endpoint.FailingSince, endpoint.LastDeliveredAt, endpoint.OldSecretUntil,
        endpoint.CreatedAt, endpoint.UpdatedAt);
}

/// <summary>Represents a webhook endpoint with its new signing secret, which is returned only once.</summary>
/// <param name="OldSecretUntil">Webhooks are also signed with the previous secret until this time.</param>
/// <param name="Secret">The signing secret; null when the response is repeated for the same Idempotency-Key.</param>
public sealed record EndpointWithSecret(
    Id<WebhookEndpoint> Id,
    string Url,
    string? Description,
    IReadOnlyList<string> EventTypes,
    EndpointStatus Status,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Secret) : IShownOnce
{
    public static EndpointWithSecret Of(WebhookEndpoint endpoint, string secret) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.Status,
        endpoint.OldSecretUntil, endpoint.CreatedAt, endpoint.UpdatedAt, secret);

    public object WithoutSecret() => this with { Secret = null };
}

/// <summary>Represents a changed webhook endpoint, with its new signing secret if the URL is new.</summary>
/// <param name="DisabledReason">Null while the endpoint is enabled.</param>
/// <param name="FailingSince">The time of the first failure since the last success; null if the endpoint is not failing.</param>
/// <param name="LastDeliveredAt">The time of the last success, to the minute.</param>
/// <param name="OldSecretUntil">Webhooks are also signed with the previous secret until this time.</param>
/// <param name="Secret">
/// The new signing secret if the URL changed. It is returned only once; null if the URL is the same or the response is repeated
/// for the same Idempotency-Key.
/// </param>
public sealed record UpdatedEndpoint(
    Id<WebhookEndpoint> Id,
    string Url,
    string? Description,
    IReadOnlyList<string> EventTypes,
    EndpointStatus Status,
    DisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? FailingSince,
    DateTimeOffset? LastDeliveredAt,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Secret) : IShownOnce, IVersioned
{
    public static UpdatedEndpoint Of(EndpointView endpoint, string? secret) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.Status, endpoint.DisabledReason,
        endpoint.DisabledAt, endpoint.FailingSince, endpoint.LastDeliveredAt, endpoint.OldSecretUntil,
        endpoint.CreatedAt, endpoint.UpdatedAt, secret);

    public object WithoutSecret() => this with { Secret = null };

    public object Versioned() => ToView();

    /// <summary>Returns the endpoint as it is read later, without the secret.</summary>
    internal EndpointView ToView() => new(
        Id, Url, Description, EventTypes, Status, DisabledReason, DisabledAt, FailingSince, LastDeliveredAt, OldSecretUntil,
        CreatedAt, UpdatedAt);
}
