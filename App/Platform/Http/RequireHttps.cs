namespace App.Platform.Http;

/// <summary>
/// Handles plain http, except in Development: pages are redirected to https with 301, everything else is rejected, because
/// others may already have read what it carried. Development serves both. Health checks stay available over http.
/// </summary>
public sealed class RequireHttps(RequestDelegate next, IHostEnvironment environment, PublicUrl publicUrl)
{
    public static Problem Refused { get; } = new(403, "https_required", "HTTPS required",
        "This URL is available only over HTTPS. If you sent a secret, replace it: it crossed the network unencrypted.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!environment.IsHardened() || request.IsHttps || request.Path.StartsWithSegments("/healthz"))
            return next(context);
        if (ExceptionMapping.IsApi(context) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return ProblemResponse.WriteAsync(context, Refused);
        // the host comes from our settings, because the client controls the Host header
        var origin = publicUrl.Address.GetLeftPart(UriPartial.Authority);
        context.Response.Redirect($"{origin}{request.PathBase}{request.Path}{request.QueryString}", permanent: true);
        return Task.CompletedTask;
    }
}
