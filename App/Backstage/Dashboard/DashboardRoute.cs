using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;

namespace App.Backstage;

/// <summary>
/// Maps Hangfire's own dashboard, read-only, for details that our job pages do not show. Hangfire's extension method is not used,
/// because it requires services that would replace ours.
/// </summary>
static class DashboardRoute
{
    public const string Path = "/backstage/hangfire";

    public static void MapHangfireDashboard(this IEndpointRouteBuilder routes)
    {
        var storage = routes.ServiceProvider.GetRequiredService<PostgreSqlStorage>();
        var dashboard = routes.CreateApplicationBuilder();
        dashboard.UsePathBase(Path);
        dashboard.UseMiddleware<DashboardGuard>();
        dashboard.UseMiddleware<AspNetCoreDashboardMiddleware>(storage, Options, DashboardRoutes.Routes);
        dashboard.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        routes.Map(Path + "/{**path}", dashboard.Build()).WithDisplayName("Hangfire's dashboard");
    }

    static DashboardOptions Options => new()
    {
        Authorization = [], // DashboardGuard protects it; Hangfire's default filter allows every local request
        IsReadOnlyFunc = _ => true,
        DisplayStorageConnectionString = false,
        StatsPollingInterval = 10_000, // milliseconds
        AppPath = "/backstage/jobs",
        DashboardTitle = "Hangfire · Stockade",
        DisplayNameFunc = (_, job) => NameOf(job),
    };

    static string NameOf(Job job) => job.Args is [string kind, ..] ? kind : $"{job.Type.Name}.{job.Method.Name}";
}
