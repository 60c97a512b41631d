using App.Audit.Parts;
using Microsoft.AspNetCore.Mvc;
using static App.Platform.Http.Examples;

namespace App.Audit;

/// <summary>Shows the audit log. The Gate writes its entries.</summary>
public sealed class AuditModule : Module
{
    public override string Title => "Audit log";

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        var entries = routes.MapResource(
            "/audit_entries", "Audit entries",
            "Who did what to which object, when and from where, with the state before and after. Entries cannot be changed or "
            + "deleted.");
        entries.MapGet("/", ([AsParameters] PageQuery page,
                [FromQuery] string? q, [FromQuery] string? actor, [FromQuery] string? action, [FromQuery] string? entity,
                [FromQuery] EnumQuery<AuditOutcome>? outcome, [FromQuery] DateTimeOffset? from, [FromQuery] DateTimeOffset? to,
                ListAuditEntries list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), q, actor, action, entity, outcome?.Value, from, to), ct).ToOk());
        entries.MapGet("/{id}", (Id<AuditEntry> id, GetAuditEntry get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
    }

    public override IReadOnlyList<Permission> Permissions => [AuditPermissions.Read];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(AuditOutcome.Done, "Done", Tone.Success, Shape.Filled),
        new(AuditOutcome.Denied, "Denied", Tone.Danger, Shape.Cross),
    ];

    public override IReadOnlyList<ExportList> ExportLists => [AuditExport.List];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.RecentActions, typeof(RecentActionsCard), AuditPermissions.Read.Name)];

    public override IReadOnlyList<HomeCard> HomeCards => [HomeCard.Of<AuditHomeCard>(90, AuditPermissions.Read.Name)];

    public override IReadOnlyList<RecordKind> Records =>
        [RecordKind.Of<AuditRecords>("Audit entry", 85, AuditPermissions.Read.Name)];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Organization, "Audit log", "audit", "history", 40, AuditPermissions.Read.Name, "g a")];

    public override IReadOnlyList<Example> Examples =>
    [
        new("action", "order.place"), new("client_request_id", "batch-42"),
        Example.Of<AuditView.Who>("id", ExampleId("mem")),
        Example.Of<AuditView.Who>("name", "Ana Ferreira"), Example.Of<AuditView.What>("id", ExampleId("ord")),
        Example.Of<AuditView.What>("label", "SO-1001"),
    ];
}
