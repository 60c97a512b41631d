using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>
/// Sends the event webhook_endpoint.tested to an endpoint, so you can check that it receives and verifies webhooks. The endpoint
/// must be enabled.
/// </summary>
public sealed class TestWebhookEndpoint(Gate gate) : Operation<TestWebhookEndpoint.Request, EndpointView>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.test";

    protected override async Task<Result<EndpointView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var endpoints = context.Db.WebhookEndpoints.AsNoTracking();
        if (await endpoints.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");
        if (endpoint.Status == EndpointStatus.Disabled)
            return WebhookProblems.EndpointDisabled;

        var message = $"{context.Actor.Name} sent a test from {context.Organization.Name}.";
        context.Raise(new WebhookEndpointTested(endpoint.Id, message));
        context.Note(endpoint.Id.ToString(), endpoint.Label);
        return EndpointView.Of(endpoint);
    }
}
