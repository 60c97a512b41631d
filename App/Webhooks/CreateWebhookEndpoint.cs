using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>An address begins to be told of events. Its secret is made here and shown in this answer alone.</summary>
public sealed class CreateWebhookEndpoint(Gate gate, WebhookRules rules, EndpointSecrets secrets) : Operation<CreateWebhookEndpoint.Request, EndpointWithSecret>(gate)
{
    public const int Most = 50;

    /// <param name="Url">https, port 443 or 8443, at a public address.</param>
    /// <param name="EventTypes">Names from the list of event types, or "*" for all.</param>
    /// <param name="Description">Up to 200 characters.</param>
    public sealed record Request(string Url, IReadOnlyList<string> EventTypes, string? Description = null) : IRequest
    {
        public void Check(Checks checks)
        {
            checks.Text(Url, 2048, "The URL").OptionalText(Description, 200, "The description");
            WebhookRules.CheckTypes(checks, EventTypes);
        }
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_endpoint.create";
    protected internal override bool StepUp => true;

    protected override async Task<Result<EndpointWithSecret>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (rules.Fault(request.Url, request.EventTypes) is { } fault)
            return fault;
        if (await pass.Db.WebhookEndpoints.CountAsync(ct) >= Most)
            return WebhookProblems.TooManyEndpoints;

        var endpoint = WebhookEndpoint.Create(request.Url, request.EventTypes, request.Description, pass.Now);
        var secret = WebhookSecret.Make();
        endpoint.Take(secrets.Seal(secret, pass.Organization.Id, endpoint.Id), pass.Now);
        pass.Db.WebhookEndpoints.Add(endpoint);
        pass.Note(endpoint.Id.ToString(), endpoint.Label, after: EndpointView.Of(endpoint));
        return EndpointWithSecret.Of(endpoint, secret);
    }
}
