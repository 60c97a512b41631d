using Microsoft.AspNetCore.Mvc;
using static App.Platform.Http.Examples;

namespace App.SecurityEvents;

/// <summary>Shows an organization what was refused to others. App.Platform collects the events.</summary>
public sealed class SecurityEventsModule : Module
{
    public override string Title => "Security events";

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        var events = routes.MapResource(
            "/security_events", "Security events",
            "What was refused and an attacker might have tried, such as failed sign-ins and unknown keys. Repetitions are "
            + "counted in one entry.");
        events.MapGet("/", ([AsParameters] PageQuery page,
                [FromQuery] EnumQuery<SecurityEventKind>? kind, [FromQuery] string? subject, [FromQuery] string? network,
                [FromQuery] DateTimeOffset? from, [FromQuery] DateTimeOffset? to,
                ListSecurityEvents list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), kind?.Value, subject, network, from, to), ct).ToOk());
        events.MapGet("/{id}", (Id<SecurityEvent> id, GetSecurityEvent get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
    }

    public override IReadOnlyList<Permission> Permissions => [SecurityEventPermissions.Read];

    public override IReadOnlyList<Retention> Retention => [SecurityEvent.Retention];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(SecurityEventKind.FailedSignIn, "Failed sign-in", Tone.Warning, Shape.Cross),
        new(SecurityEventKind.RefusedSecondFactor, "Second factor refused", Tone.Danger, Shape.Cross),
        new(SecurityEventKind.Lockout, "Sign-in locked", Tone.Danger, Shape.Half),
        new(SecurityEventKind.RateLimit, "Rate limit reached", Tone.Neutral, Shape.Half),
        new(SecurityEventKind.RefusedKey, "API key refused", Tone.Danger, Shape.Ring),
        new(SecurityEventKind.DeniedRequest, "Permission denied", Tone.Warning, Shape.Ring),
        new(SecurityEventKind.RefusedOrigin, "Request from another site", Tone.Warning, Shape.Half),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
    [
        new(NavGroup.Organization, "Security events", "security_events", "shield-lock", 45, SecurityEventPermissions.Read.Name),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("network", "203.0.113.7"), new("detail", "order.cancel"),
        Example.Of<SecurityEventView.Who>("id", ExampleId("mem")), Example.Of<SecurityEventView.Who>("name", "Ana Ferreira"),
    ];
}
