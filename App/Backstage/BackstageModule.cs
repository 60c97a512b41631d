using App.Platform;

namespace App.Backstage;

/// <summary>Running the installation: what its jobs do, and who may look.</summary>
public sealed class BackstageModule : Module
{
    public override string Title => "Backstage";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<JobContents>();
        services.AddSchedule<RotateAgedKeys>("rotate aged keys", "23 2 * * *");
        services.AddSchedule<RewrapAged>("seal under the newest key", "41 * * * *");
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => routes.MapHangfireDashboard();

    public override IReadOnlyList<Problem> Problems => [BackstageProblems.Busy];
}
