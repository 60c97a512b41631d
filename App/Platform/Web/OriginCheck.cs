namespace App.Platform;

/// <summary>
/// A browser's request that changes something, or opens the circuit's socket, must come from our own pages: by Sec-Fetch-Site, else
/// by Origin; with neither it is refused. Calls with a bearer credential carry no ambient authority and are not held to it, nor is
/// Development's sample receiver, which takes posts from programs and acts on nobody's behalf.
/// </summary>
public sealed class OriginCheck(RequestDelegate next, IHostEnvironment environment)
{
    /// <summary>Address of the sample receiver, which exists in Development only.</summary>
    public const string Receiver = "/dev/receiver";

    public static Problem Refused { get; } = new(403, "cross_origin", "Not from here",
        "Requests that change something must come from this site's own pages, or carry an API key.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var guarded = Changes(request.Method) || IsSocket(request);
        var bearer = request.Headers.Cookie.Count == 0 && (request.Headers.Authorization.Count > 0 || IsProgram(context));
        return !guarded || bearer || IsOurs(request) || IsReceiver(request) ? next(context) : ProblemAnswer.WriteAsync(context, Refused);
    }

    /// <summary>A call of the API with no cookie, from no browser: it has no credential at all, and may be there to get one.</summary>
    static bool IsProgram(HttpContext context) => Failures.IsApi(context) && context.Request.Headers.Origin.Count == 0 && context.Request.Headers["Sec-Fetch-Site"].Count == 0;

    bool IsReceiver(HttpRequest request) => environment.IsDevelopment() && request.Path.StartsWithSegments(Receiver) && !IsSocket(request);

    static bool Changes(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    // IsWebSocketRequest is false here: SignalR adds that feature at its own endpoint.
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
