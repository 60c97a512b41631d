using App.Platform;
using App.Platform.Ui;

namespace App.Webhooks;

/// <summary>Events told to the customers' own programs: signed, retried, on record.</summary>
public sealed class WebhooksModule : Module
{
    public override string Title => "Webhooks";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => WebhookSettings.From(configuration, provider.GetService<IHostEnvironment>()?.IsDevelopment() == true));
        services.AddSingleton<Destinations>();
        services.AddSingleton<EndpointSecrets>();
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<WebhookSender>();
        services.AddEventSubscriber<FanOut>();
        services.AddLoop<DeliveryPump>();
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
        EventType.Of<WebhookEndpointDisabled>("Webhook endpoint disabled", "Nothing more is sent to an endpoint: someone switched it off, it answered 410, or it failed for five days."),
        EventType.Of<WebhookEndpointTested>("Webhook endpoint tested", "Someone sent a test; it goes to that endpoint alone."),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
    [
        new("Developers", "Webhooks", "webhooks", "webhook", 20, WebhookPermissions.Read.Name, "g b"),
        new("Developers", "Events", "events", "activity", 30, WebhookPermissions.ReadEvents.Name, "g e"),
    ];

    public override IReadOnlyList<Problem> Problems => [WebhookProblems.EndpointDisabled, WebhookProblems.TooManyEndpoints];
}
