namespace App.Platform;

/// <summary>
/// Production over plain http: pages are led to https by 301, everything else is refused, because what it carried has already been
/// read by others. Development serves both alike. Health stays open for whoever restarts us.
/// </summary>
public sealed class PlainHttp(RequestDelegate next, IHostEnvironment environment, Site site)
{
    public static Problem Refused { get; } = new(403, "https_required", "Use https", "This address answers over https only. If a secret was sent, replace it: it crossed the network in clear.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!environment.IsProduction() || request.IsHttps || request.Path.StartsWithSegments("/healthz"))
            return next(context);
        if (Failures.IsApi(context) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return ProblemAnswer.WriteAsync(context, Refused);
        context.Response.Redirect($"{site.Address.GetLeftPart(UriPartial.Authority)}{request.PathBase}{request.Path}{request.QueryString}", permanent: true); // not to whatever Host says
        return Task.CompletedTask;
    }
}
