using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Another address, other event types, or a switch between enabled and disabled.</summary>
public sealed class UpdateWebhookEndpoint(Gate gate, WebhookRules rules) : Operation<UpdateWebhookEndpoint.Request, EndpointView>(gate)
{
    /// <param name="Url">Absent: as it is.</param>
    /// <param name="EventTypes">Absent: as they are.</param>
    /// <param name="Status">Absent: as it is.</param>
    public sealed record Changes(string? Url = null, IReadOnlyList<string>? EventTypes = null, EndpointStatus? Status = null)
    {
        /// <summary>Absent: as it is; null: none.</summary>
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
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_endpoint.update";

    protected override async Task<Result<EndpointView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var changes = request.Changes;
        if (rules.Fault(changes.Url, changes.EventTypes) is { } fault)
            return fault;
        if (await pass.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");

        var before = EndpointView.Of(endpoint);
        endpoint.Become(changes.Url ?? endpoint.Url, changes.EventTypes ?? endpoint.EventTypes, changes.Description.Or(endpoint.Description), pass.Now);
        if (changes.Status == EndpointStatus.Enabled && endpoint.Status != EndpointStatus.Enabled)
            endpoint.Enable(pass.Now);
        else if (changes.Status == EndpointStatus.Disabled && endpoint.Status != EndpointStatus.Disabled)
        {
            endpoint.Disable(DisabledReason.Manual, pass.Now);
            await WebhookRules.DropPendingAsync(pass, endpoint.Id, ct);
            pass.Raise(new WebhookEndpointDisabled(endpoint.Id, endpoint.Url, DisabledReason.Manual));
        }

        var view = EndpointView.Of(endpoint);
        pass.Note(endpoint.Id.ToString(), endpoint.Label, before, view);
        return view;
    }
}
