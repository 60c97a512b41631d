namespace App.Platform.Http;

/// <summary>
/// Rejects cross-origin requests from browsers that change something or open the circuit's WebSocket. It checks Origin, or else
/// Sec-Fetch-Site; a request with neither is rejected. API requests with an Authorization header are exempt: they use that
/// credential and no cookie, and no other site can make a browser send it. So is Development's webhook receiver, which takes
/// posts from programs and acts for no user.
/// </summary>
public sealed class OriginCheck(RequestDelegate next, SecurityReports reports, IHostEnvironment environment)
{
    /// <summary>The sample webhook receiver has this path. It exists in Development only.</summary>
    public const string Receiver = "/dev/receiver";

    public static Problem Refused { get; } = new(403, "cross_origin", "Cross-origin request",
        "Requests that change something must come from a page of this site, or have an API key.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var guarded = Changes(request.Method) || IsSocket(request);
        var hasAuthorization = request.Headers.Authorization.Count > 0;
        var withoutCookies = hasAuthorization && ExceptionMapping.IsApi(context)
            || request.Headers.Cookie.Count == 0 && (hasAuthorization || IsProgram(context));
        if (!guarded || withoutCookies || IsOurs(request) || IsReceiver(request))
            return next(context);
        reports.ReportOrigin(context);
        return ProblemResponse.WriteAsync(context, Refused);
    }

    /// <summary>
    /// Returns true for an API call without cookies that does not come from a browser. It has no credential, and may be a
    /// sign-in.
    /// </summary>
    static bool IsProgram(HttpContext context) =>
        ExceptionMapping.IsApi(context)
        && context.Request.Headers.Origin.Count == 0
        && context.Request.Headers["Sec-Fetch-Site"].Count == 0;

    bool IsReceiver(HttpRequest request) =>
        environment.IsDevelopment() && request.Path.StartsWithSegments(Receiver) && !IsSocket(request);

    static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    // IsWebSocketRequest is still false here: SignalR adds that feature at its own endpoint
    static bool IsSocket(HttpRequest request) => request.Path.StartsWithSegments("/_blazor") || request.Headers.Upgrade.Count > 0;

    static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none" && !IsSocket(request)
            || request.Headers["Sec-Fetch-Site"] == "same-origin";
    }
}
