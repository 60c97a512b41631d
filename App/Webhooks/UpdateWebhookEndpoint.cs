using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>
/// Changes an endpoint's URL, event types or description, or enables or disables it. Disabling drops its pending deliveries. A
/// new URL gets a new signing secret, which is returned only in this response; the previous secrets stop signing immediately.
/// </summary>
public sealed class UpdateWebhookEndpoint(Gate gate, WebhookRules rules, EndpointSecrets secrets)
    : Operation<UpdateWebhookEndpoint.Request, UpdatedEndpoint>(gate)
{
    /// <param name="Url">Omit to keep the current value and the signing secret.</param>
    /// <param name="EventTypes">Omit to keep the current value.</param>
    /// <param name="Status">Omit to keep the current value.</param>
    public sealed record Changes(
        [property: NoNull] string? Url = null, [property: NoNull] IReadOnlyList<string>? EventTypes = null,
        [property: NoNull] EndpointStatus? Status = null)
    {
        /// <summary>Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Description { get; init; }
    }

    public sealed record Request(Id<WebhookEndpoint> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Url is not null)
                checks.Text(Changes.Url, 2048, "The URL", "url");
            checks.OptionalText(Changes.Description.Or(null), 200, "The description", "description");
            WebhookRules.CheckTypes(checks, Changes.EventTypes);
        }

        /// <summary>Another URL, other events and enabling send data where it did not go before.</summary>
        bool IRequest.IsSensitive =>
            Changes.Url is not null || Changes.EventTypes is not null || Changes.Status == EndpointStatus.Enabled;
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.update";
    protected internal override Effects Effects => Effects.NewCredential | Effects.NewDestination;

    protected override async Task<Result<UpdatedEndpoint>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var changes = request.Changes;
        if (rules.Fault(changes.Url, changes.EventTypes) is { } fault)
            return fault;
        if (await context.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");

        var before = EndpointView.Of(endpoint);
        var secret = changes.Url is null || changes.Url == endpoint.Url ? null : WebhookSecret.Make();
        if (secret is not null)
            endpoint.TakeForNewUrl(secrets.Encrypt(secret, context.Organization.Id, endpoint.Id), context.Now);
        endpoint.Become(
            changes.Url ?? endpoint.Url,
            changes.EventTypes ?? endpoint.EventTypes,
            changes.Description.Or(endpoint.Description),
            context.Now);
        if (changes.Status == EndpointStatus.Enabled && endpoint.Status != EndpointStatus.Enabled)
            endpoint.Enable(context.Now);
        else if (changes.Status == EndpointStatus.Disabled && endpoint.DisabledReason != DisabledReason.Manual)
        {
            var wasEnabled = endpoint.Status == EndpointStatus.Enabled;
            endpoint.Disable(DisabledReason.Manual, context.Now); // one that was disabled for failing is dealt with now
            await WebhookRules.DropPendingAsync(context, endpoint.Id, ct);
            if (wasEnabled)
                context.Raise(new WebhookEndpointDisabled(endpoint.Id, endpoint.Url, DisabledReason.Manual));
        }

        var view = EndpointView.Of(endpoint);
        context.NoteUpdate(endpoint.Id.ToString(), endpoint.Label, before, view);
        return UpdatedEndpoint.Of(view, secret);
    }
}
