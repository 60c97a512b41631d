using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>
/// Replaces the signing secret of an endpoint. The new secret is returned only in this response. For seven days, webhooks are
/// also signed with the old one, so you can switch without rejecting any.
/// </summary>
public sealed class RotateWebhookSecret(Gate gate, EndpointSecrets secrets)
    : Operation<RotateWebhookSecret.Request, EndpointWithSecret>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.rotate_secret";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<EndpointWithSecret>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");

        var before = EndpointView.Of(endpoint);
        var secret = WebhookSecret.Make();
        endpoint.Take(secrets.Encrypt(secret, context.Organization.Id, endpoint.Id), context.Now);
        context.Note(endpoint.Id.ToString(), endpoint.Label, before, EndpointView.Of(endpoint));
        return EndpointWithSecret.Of(endpoint, secret);
    }
}
