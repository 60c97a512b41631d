using System.Text.Json.Nodes;
using App.Webhooks.Parts;

namespace App.Webhooks;

/// <summary>Sends events to customers' programs as signed webhooks, retries failures and records every attempt.</summary>
public sealed class WebhooksModule : Module
{
    public override string Title => "Webhooks";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider =>
            WebhookSettings.From(configuration, provider.GetService<IHostEnvironment>()?.IsDevelopment() == true));
        services.AddSingleton<Destinations>();
        services.AddSingleton<EndpointSecrets>();
        services.AddSingleton<WebhookRules>();
        services.AddTransient<FirstTest>();
        services.AddSingleton<WebhookSender>();
        services.AddEventSubscriber<FanOut>();
        services.AddBackgroundLoop<DeliveryWorker>();
        services.AddJob<WebhookRetries>(WebhookJobs.Retry);
        services.AddOverdueWork<OverdueRetries>();
        services.AddSchedule<DisableFailing>("disable failing webhook endpoints", "7-59/10 * * * *");
        services.AddSingleton<ReceiverLog>();
        services.AddSingleton<ReceiverVerifier>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        WebhookRoutes.Map(routes);
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            ReceiverRoutes.Map(routes);
    }

    public override IReadOnlyList<Permission> Permissions => WebhookPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<WebhookEndpointDisabled>(
            "Webhook endpoint disabled",
            $"An endpoint was disabled: someone disabled it, it returned 410, or it failed for {DisableFailing.Describe()}."),
        EventType.Of<WebhookEndpointTested>(
            "Webhook endpoint tested", "Someone sent a test. Only the tested endpoint receives it."),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
    [
        new(NavGroup.Developers, "Webhooks", "webhooks", "webhook", 20, WebhookPermissions.Read.Name, "g b"),
        new(NavGroup.Developers, "Events", "events", "activity", 30, WebhookPermissions.ReadEvents.Name, "g e"),
    ];

    public override IReadOnlyList<Setting> Settings =>
    [
        new("Webhooks__AllowedNetworks",
            "Private networks that webhooks may be sent to, separated by commas. Plain http and any port are allowed there.",
            "none"),
    ];

    public override IReadOnlyList<BulkAction> BulkActions => DeliveryBulkActions.All;

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(DeliveryState.Pending, "Pending", Tone.Info, Shape.Ring),
        new(DeliveryState.Retrying, "Retrying", Tone.Warning, Shape.Half),
        new(DeliveryState.Delivered, "Delivered", Tone.Success, Shape.Filled),
        new(DeliveryState.Exhausted, "Failed", Tone.Danger, Shape.Cross),
        new(DeliveryState.Disabled, "Disabled", Tone.Neutral, Shape.Cross),
        new(EndpointState.Enabled, "Enabled", Tone.Success, Shape.Filled),
        new(EndpointState.Failing, "Failing", Tone.Danger, Shape.Half),
        new(EndpointState.Disabled, "Disabled", Tone.Neutral, Shape.Cross),
    ];

    public override IReadOnlyList<HomeCard> HomeCards => [HomeCard.Of<WebhooksHomeCard>(30, WebhookPermissions.Read.Name)];

    public override IReadOnlyList<TimelinePart> TimelineParts =>
        [TimelinePart.Of<RecordDeliveries>(WebhookPermissions.Read.Name)];

    public override IReadOnlyList<SetupStep> SetupSteps =>
    [
        SetupStep.Of<HasEndpoint>(
            40, "Connect a webhook", "Webhooks tell your other programs when something happens, such as a new order.",
            "Add webhook", "webhooks/new?receiver=true", WebhookPermissions.Change.Name, @static: true),
    ];

    public override IReadOnlyList<RecordPage> RecordPages =>
    [
        RecordPage.Of<WebhookEndpoint>(
            "webhook endpoint", "webhooks/", WebhookPermissions.Read, endpoint => endpoint.Description ?? endpoint.Url,
            archived: false),
    ];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.RecordEvents, typeof(RecordEvents), WebhookPermissions.ReadEvents.Name)];

    public override IReadOnlyList<RecordKind> Records =>
    [
        RecordKind.Of<EndpointRecords>("Webhook endpoint", 60, WebhookPermissions.Read.Name),
        RecordKind.Of<EventRecords>("Event", 70, WebhookPermissions.ReadEvents.Name),
    ];

    public override IReadOnlyList<QuickAction> Actions =>
        [new("Add webhook endpoint", "webhooks/new", WebhookPermissions.Change.Name, Static: true)];

    public override IReadOnlyList<Invariant> Invariants =>
    [
        new("An endpoint has at most one delivery of an event.", """
            select from webhook_deliveries group by organization_id, event_id, endpoint_id having count(*) > 1
            """),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("url", "https://shop.example/hooks"), new("description", "Order sync"), new("secret", "whsec_…"),
        new("event_types", new JsonArray("order.placed")), new("event_type", "order.placed"), new("type", "order.placed"),
        new("status_code", 200), new("last_status_code", 200), new("error", "timeout"), new("last_error", "timeout"),
        new("response_excerpt", "Thank you"), new("duration_ms", 41),
    ];

    public override IReadOnlyList<Problem> Problems => [WebhookProblems.EndpointDisabled, WebhookProblems.TooManyEndpoints];
}
