using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>A new secret, shown in this answer alone. The old one signs beside it for seven days, so that receivers change over in peace.</summary>
public sealed class RotateWebhookSecret(Gate gate, EndpointSecrets secrets) : Operation<RotateWebhookSecret.Request, EndpointWithSecret>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_endpoint.rotate_secret";
    protected internal override bool StepUp => true;

    protected override async Task<Result<EndpointWithSecret>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");

        var before = EndpointView.Of(endpoint);
        var secret = WebhookSecret.Make();
        endpoint.Take(secrets.Seal(secret, pass.Organization.Id, endpoint.Id), pass.Now);
        pass.Note(endpoint.Id.ToString(), endpoint.Label, before, EndpointView.Of(endpoint));
        return EndpointWithSecret.Of(endpoint, secret);
    }
}
