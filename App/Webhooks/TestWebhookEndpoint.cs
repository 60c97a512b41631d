using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Sends one endpoint an event of its own, to see that it listens and verifies.</summary>
public sealed class TestWebhookEndpoint(Gate gate) : Operation<TestWebhookEndpoint.Request, EndpointView>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_endpoint.test";

    protected override async Task<Result<EndpointView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");
        if (endpoint.Status == EndpointStatus.Disabled)
            return WebhookProblems.EndpointDisabled;

        pass.Raise(new WebhookEndpointTested(endpoint.Id, $"{pass.Actor.Name} sends a test from {pass.Organization.Name}."));
        pass.Note(endpoint.Id.ToString(), endpoint.Label);
        return EndpointView.Of(endpoint);
    }
}
