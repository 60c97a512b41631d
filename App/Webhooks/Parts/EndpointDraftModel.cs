namespace App.Webhooks.Parts;

/// <summary>Holds the input of the form that changes an endpoint.</summary>
public sealed class EndpointDraftModel
{
    public string? Url { get; set; }
    public string? Description { get; set; }

    /// <summary>
    /// Holds the selected event types in alphabetical order, so selecting one again leaves the input unchanged.
    /// </summary>
    public SortedSet<string> EventTypes { get; init; } = [];

    public static EndpointDraftModel Of(EndpointView endpoint) => new()
    {
        Url = endpoint.Url,
        Description = endpoint.Description,
        EventTypes = [.. endpoint.EventTypes],
    };

    /// <summary>Returns the changes to an endpoint. A URL or event types that stay the same need no confirmation.</summary>
    public UpdateWebhookEndpoint.Changes ToChanges(EndpointView endpoint) => new(
        Url: Url?.Trim() == endpoint.Url ? null : Url?.Trim() ?? "",
        EventTypes: EventTypes.SetEquals(endpoint.EventTypes) ? null : [.. EventTypes])
    {
        Description = Description,
    };
}
