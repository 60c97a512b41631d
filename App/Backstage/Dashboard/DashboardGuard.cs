using App.Accounts.Pages;
using App.Platform;

namespace App.Backstage;

/// <summary>
/// Stands before Hangfire's dashboard and asks the Gate for each request, also for style sheets and for each refresh of figures.
/// Lets nothing through that could change a job, whatever token comes with it: our own pages do that, and leave audit entries.
/// </summary>
sealed class DashboardGuard(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, OpenDashboard open)
    {
        var opened = await open.ExecuteAsync(new(), context.RequestAborted);
        if (opened.Problem == Problem.StepUpRequired && HttpMethods.IsGet(context.Request.Method))
            context.Response.Redirect(ConfirmPage.For(DashboardRoute.Path + context.Request.Path + context.Request.QueryString));
        else if (!opened.Succeeded)
            context.Response.StatusCode = StatusOf(opened.Problem);
        else if (!IsReading(context.Request))
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else
            await next(context);
    }

    static int StatusOf(Problem problem) =>
        problem == Problem.Unauthenticated ? StatusCodes.Status404NotFound : problem.Status;

    /// <summary>The dashboard asks for its figures with a post.</summary>
    static bool IsReading(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method) && request.Path == "/stats";
}
