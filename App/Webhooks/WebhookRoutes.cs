using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace App.Webhooks;

static class WebhookRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapResource(
            "/webhook_endpoints", "Webhook endpoints",
            "The URLs that receive events as signed requests, each with its own signing secret and list of event types.");
        endpoints.MapGet("/", ([AsParameters] PageQuery page,
                [FromQuery, Description("If true, returns only endpoints that fail, or were disabled because they failed.")]
                bool? failing,
                [FromQuery] bool? archived, ListWebhookEndpoints list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), failing ?? false, archived ?? false), ct).ToOk());
        endpoints.MapGet("/{id}", (Id<WebhookEndpoint> id, GetWebhookEndpoint get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
        endpoints.MapPost("/", (CreateWebhookEndpoint.Request request, IdempotencyKey? key,
                CreateWebhookEndpoint create, CancellationToken ct) =>
            create.ExecuteAsync(request, key, ct).ToCreated(endpoint => $"{Api.Base}/webhook_endpoints/{endpoint.Id}"));
        endpoints.MapPatch("/{id}", (Id<WebhookEndpoint> id, UpdateWebhookEndpoint.Changes changes, IdempotencyKey? key,
                UpdateWebhookEndpoint update, CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk());
        endpoints.MapDelete("/{id}", (Id<WebhookEndpoint> id, ArchiveWebhookEndpoint archive, CancellationToken ct) =>
            archive.ExecuteAsync(new(id), null, ct).ToNoContent());
        endpoints.MapPost("/{id}/restore", (Id<WebhookEndpoint> id, IdempotencyKey? key,
                RestoreWebhookEndpoint restore, CancellationToken ct) =>
            restore.ExecuteAsync(new(id), key, ct).ToOk());
        endpoints.MapPost("/{id}/rotate_secret", (Id<WebhookEndpoint> id, IdempotencyKey? key,
                RotateWebhookSecret rotate, CancellationToken ct) =>
            rotate.ExecuteAsync(new(id), key, ct).ToOk());
        endpoints.MapPost("/{id}/test", (Id<WebhookEndpoint> id, IdempotencyKey? key,
                TestWebhookEndpoint test, CancellationToken ct) =>
            test.ExecuteAsync(new(id), key, ct).ToAccepted()).Produces<EndpointView>(StatusCodes.Status202Accepted);

        var deliveries = routes.MapResource(
            "/webhook_deliveries", "Webhook deliveries",
            "One event for one endpoint, with every attempt to deliver it and what the receiver answered. A delivery can be "
            + "resent.");
        deliveries.MapGet("/", ([AsParameters] PageQuery page,
                [FromQuery(Name = "endpoint_id")] Id<WebhookEndpoint>? endpointId,
                [FromQuery(Name = "event_id")] Id<OutboxMessage>? eventId,
                [FromQuery] string? status,
                [FromQuery(Name = "event_type")] string? eventType,
                [FromQuery] string? subject,
                ListDeliveries list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), endpointId, eventId, status, eventType, subject), ct).ToOk());
        deliveries.MapGet("/{id}", (Id<WebhookDelivery> id, GetDelivery get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
        deliveries.MapPost("/{id}/resend", (Id<WebhookDelivery> id, IdempotencyKey? key,
                ResendDelivery resend, CancellationToken ct) =>
            resend.ExecuteAsync(new(id), key, ct).ToAccepted()).Produces<DeliveryView>(StatusCodes.Status202Accepted);

        var events = routes.MapResource(
            "/events", "Events",
            "What happened in the organization, in the format that webhooks send. Use them to catch up after an outage of "
            + "your receiver.");
        events.MapGet("/", ([AsParameters] PageQuery page,
                [FromQuery] string? type, [FromQuery] string? subject,
                ListEvents list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), type, subject), ct).ToOk());
        events.MapGet("/{id}", (Id<OutboxMessage> id, GetEvent get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
    }
}
