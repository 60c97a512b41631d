using App.Platform;
using App.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace App.Audit;

/// <summary>Who did what. The Gate writes the entries; here they are only read.</summary>
public sealed class AuditModule : Module
{
    public override string Title => "Audit log";

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        var entries = routes.MapResource("/audit_entries");
        entries.MapGet("/", ([FromQuery] int? limit, [FromQuery] string? cursor, [FromQuery] string? q, [FromQuery] string? actor, [FromQuery] string? action,
                [FromQuery] string? entity, [FromQuery] Word<AuditOutcome>? outcome, [FromQuery] DateTimeOffset? from, [FromQuery] DateTimeOffset? to,
                ListAuditEntries list, CancellationToken ct) =>
            list.ExecuteAsync(new(PageRequest.Of(limit, cursor), q, actor, action, entity, outcome?.Value, from, to), ct).ToOk());
        entries.MapGet("/{id}", (Id<AuditEntry> id, GetAuditEntry get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
    }

    public override IReadOnlyList<Permission> Permissions => [AuditPermissions.Read];

    public override IReadOnlyList<NavEntry> Navigation => [new("Organization", "Audit log", "audit", "history", 40, AuditPermissions.Read.Name, "g a")];
}
