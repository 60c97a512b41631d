namespace App.Backstage;

/// <summary>Provides the pages, commands and schedules for running the installation.</summary>
public sealed class BackstageModule : Module
{
    public override string Title => "Backstage";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<JobContents>();
        services.AddSchedule<RotateAgedKeys>("rotate signing keys", "23 2 * * *");
        services.AddSchedule<ReencryptAgedSecrets>("re-encrypt secrets", "41 * * * *");
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) =>
        routes.MapHangfireDashboard<DashboardGuard>(DashboardGuard.Path, backPath: "/backstage/jobs");

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(JobState.Queued, "Queued", Tone.Neutral, Shape.Ring),
        new(JobState.Scheduled, "Scheduled", Tone.Neutral, Shape.Ring),
        new(JobState.Running, "Running", Tone.Info, Shape.Half),
        new(JobState.Succeeded, "Succeeded", Tone.Success, Shape.Filled),
        new(JobState.Failed, "Failed", Tone.Danger, Shape.Cross),
        new(JobState.Discarded, "Discarded", Tone.Neutral, Shape.Cross),
        new(JobServerState.Running, "Running", Tone.Info, Shape.Half),
        new(JobServerState.Quiet, "No heartbeat", Tone.Danger, Shape.Half),
    ];

    public override IReadOnlyList<Problem> Problems => [BackstageProblems.Busy];
}
