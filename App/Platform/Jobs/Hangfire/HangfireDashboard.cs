using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;

namespace App.Platform.Jobs;

/// <summary>
/// Maps Hangfire's own dashboard, read-only, for details that our job pages do not show. Hangfire's extension method is not used,
/// because it requires services that would replace ours.
/// </summary>
public static class HangfireDashboard
{
    /// <summary>Maps the dashboard.</summary>
    /// <typeparam name="TGuard">Middleware that decides who may see it.</typeparam>
    /// <param name="routes">Routes of the app.</param>
    /// <param name="path">Path of the dashboard.</param>
    /// <param name="backPath">Path of the page to which the dashboard links back.</param>
    public static void MapHangfireDashboard<TGuard>(this IEndpointRouteBuilder routes, string path, string backPath)
    {
        var storage = routes.ServiceProvider.GetRequiredService<PostgreSqlStorage>();
        var dashboard = routes.CreateApplicationBuilder();
        dashboard.UsePathBase(path);
        dashboard.UseMiddleware<TGuard>();
        dashboard.UseMiddleware<AspNetCoreDashboardMiddleware>(storage, Options(backPath), DashboardRoutes.Routes);
        dashboard.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        routes.Map(path + "/{**path}", dashboard.Build()).WithDisplayName("Hangfire's dashboard");
    }

    static DashboardOptions Options(string backPath) => new()
    {
        Authorization = [], // the guard protects it; Hangfire's default filter allows every local request
        IsReadOnlyFunc = _ => true,
        DisplayStorageConnectionString = false,
        StatsPollingInterval = 10_000, // milliseconds
        AppPath = backPath,
        DashboardTitle = "Hangfire · Stockade",
        DisplayNameFunc = (_, job) => NameOf(job),
    };

    static string NameOf(Job job) => job.Args is [string kind, ..] ? kind : $"{job.Type.Name}.{job.Method.Name}";
}
