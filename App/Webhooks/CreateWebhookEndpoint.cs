using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Creates a webhook endpoint and its signing secret. The secret is returned only in this response.</summary>
public sealed class CreateWebhookEndpoint(Gate gate, WebhookRules rules, EndpointSecrets secrets)
    : Operation<CreateWebhookEndpoint.Request, EndpointWithSecret>(gate)
{
    /// <summary>Limits the endpoints of an organization.</summary>
    public const int Most = 50;

    /// <param name="Url">An HTTPS URL on port 443 or 8443 at a public address.</param>
    /// <param name="EventTypes">1 to 100 event type names, or ["*"] for all.</param>
    /// <param name="Description">Up to 200 characters.</param>
    public sealed record Request(string Url, IReadOnlyList<string> EventTypes, string? Description = null) : IRequest
    {
        public void Check(Checks checks)
        {
            checks.Text(Url, 2048, "The URL").OptionalText(Description, 200, "The description");
            WebhookRules.CheckTypes(checks, EventTypes);
        }
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.create";
    protected internal override Effects Effects => Effects.NewCredential | Effects.NewDestination;

    protected override async Task<Result<EndpointWithSecret>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (rules.Fault(request.Url, request.EventTypes) is { } fault)
            return fault;
        if (await context.Db.WebhookEndpoints.CountAsync(ct) >= Most)
            return WebhookProblems.TooManyEndpoints;

        var endpoint = WebhookEndpoint.Create(request.Url, request.EventTypes, request.Description, context.Now);
        var secret = WebhookSecret.Make();
        endpoint.Take(secrets.Encrypt(secret, context.Organization.Id, endpoint.Id), context.Now);
        context.Db.WebhookEndpoints.Add(endpoint);
        context.Note(endpoint.Id.ToString(), endpoint.Label, after: EndpointView.Of(endpoint));
        return EndpointWithSecret.Of(endpoint, secret);
    }
}
