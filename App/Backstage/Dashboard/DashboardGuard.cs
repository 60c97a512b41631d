using App.Accounts.Pages;

namespace App.Backstage;

/// <summary>
/// Protects Hangfire's dashboard. It asks the Gate for each request, including style sheets and refreshes of the figures.
/// Requests that could change a job are rejected, even with a valid antiforgery token: our own pages do that, and write audit
/// entries.
/// </summary>
sealed class DashboardGuard(RequestDelegate next)
{
    public const string Path = "/backstage/hangfire";

    public async Task InvokeAsync(HttpContext context, OpenDashboard open)
    {
        var opened = await open.ExecuteAsync(new(), context.RequestAborted);
        if (opened.Problem == Problem.StepUpRequired && HttpMethods.IsGet(context.Request.Method))
            context.Response.Redirect(ConfirmPage.For(Path + context.Request.Path + context.Request.QueryString));
        else if (!opened.Succeeded)
            context.Response.StatusCode = StatusOf(opened.Problem);
        else if (!IsReading(context.Request))
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else
            await next(context);
    }

    static int StatusOf(Problem problem) =>
        problem == Problem.Unauthenticated ? StatusCodes.Status404NotFound : problem.Status;

    /// <summary>Returns true for requests that change nothing. The dashboard loads its figures with a POST.</summary>
    static bool IsReading(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method) && request.Path == "/stats";
}
