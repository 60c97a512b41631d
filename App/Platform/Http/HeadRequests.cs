using Microsoft.AspNetCore.Http.Features;

namespace App.Platform.Http;

/// <summary>
/// Answers HEAD wherever GET is answered (RFC 9110, 9.3.2): the request runs as a GET, and its body is dropped. The method is
/// HEAD again when the response starts, because the server would otherwise miss the body that Content-Length announces.
/// </summary>
public sealed class HeadRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Request.Method = HttpMethods.Get;
        context.Response.OnStarting(() =>
        {
            context.Request.Method = HttpMethods.Head;
            return Task.CompletedTask;
        });
        var dropped = new StreamResponseBodyFeature(Stream.Null);
        context.Features.Set<IHttpResponseBodyFeature>(dropped);
        try
        {
            await next(context);
            await dropped.CompleteAsync();
        }
        finally
        {
            context.Features.Set(body);
            context.Request.Method = HttpMethods.Head;
        }
    }
}
