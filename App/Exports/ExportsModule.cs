using App.Exports.Parts;

namespace App.Exports;

/// <summary>Writes the rows of lists to files that members can download for a day.</summary>
public sealed class ExportsModule : Module
{
    public override string Title => "Exports";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new ExportLists([.. provider.GetServices<ExportList>()]));
        services.AddSingleton<ExportLinks>();
        services.AddJob<ExportRunner>(ExportJobs.Run);
        services.AddSingleton<IOverdueWork>(new OverdueRows("exports", ExportJobs.Run));
        services.AddSchedule<DeleteExportFiles>("delete export files", "37 * * * *");
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => ExportEndpoints.Map(routes);

    public override IReadOnlyList<Setting> Settings => [FolderStore.Setting];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Organization, "Exports", "exports", "download", 35, null, "g x")];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(ExportState.Running, "Running", Tone.Info, Shape.Half),
        new(ExportState.Finished, "Finished", Tone.Success, Shape.Filled),
        new(ExportState.Failed, "Failed", Tone.Danger, Shape.Cross),
        new(ExportState.Stopped, "Stopped", Tone.Danger, Shape.Cross),
        new(ExportState.Deleted, "Deleted", Tone.Neutral, Shape.Cross),
    ];

    public override IReadOnlyList<RecordKind> Records => [RecordKind.Of<ExportRecords>("Export", 95, null)];

    public override IReadOnlyList<Problem> Problems => ExportProblems.All;
}
