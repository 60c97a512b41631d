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

    public override IReadOnlyList<Problem> Problems => [BackstageProblems.Busy];
}
