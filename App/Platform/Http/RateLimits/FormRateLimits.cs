using System.Globalization;

namespace App.Platform.Http;

/// <summary>
/// Rate-limits the forms of this page, or this route. It is for forms that people can send without signing in, and for sensitive
/// ones.
/// </summary>
/// <param name="limit">The name of a general limit or of one that a feature declares.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RateLimitedAttribute(string limit = "entrance") : Attribute
{
    public string Limit { get; } = limit;
}

/// <summary>
/// Applies the limits of <see cref="RateLimitedAttribute"/>, and the storefront limit to other forms of storefronts, which are
/// open to everyone. Each form and route has its own count, so people who signed up too often can still sign in, and customers,
/// staff and their programs do not use up each other's quota. Over the limit, the response is an error page or a problem that
/// says when to retry.
/// </summary>
public sealed class FormRateLimits(RequestDelegate next, Limiter limiter, RateLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || CountOf(context) is not var (limit, caller))
            return next(context);
        var quota = limiter.Take(limit, caller);
        if (quota.Allowed)
            return next(context);
        if (ExceptionMapping.IsApi(context))
        {
            var isTooLarge = context.Request.ContentLength > KestrelSetup.LargestBody;
            return ProblemResponse.WriteAsync(context, isTooLarge ? ExceptionMapping.TooLarge : limit.Exceeded(quota.ResetIn));
        }
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = quota.ResetIn.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask; // UseErrorPages renders the page
    }

    (Limit Limit, string Caller)? CountOf(HttpContext context)
    {
        var address = Limiter.Of(context.Connection.RemoteIpAddress);
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        var named = endpoint?.Metadata.GetMetadata<RateLimitedAttribute>()?.Limit;
        var limit = named is null ? null : limits.Named(named);
        if (limit == Limit.Sensitive && SessionOf(context) is { } session)
            return (limit, $"{endpoint!.RoutePattern.RawText} {session}");
        if (limit is not null && limit != Limit.Sensitive) // without a session, a sensitive form only redirects to sign-in
            return (limit, $"{endpoint!.RoutePattern.RawText} {address}");
        if (!StorefrontRealm.Holds(context))
            return null;
        return (Limit.Storefront, ExceptionMapping.IsApi(context) ? $"api {address}" : address);
    }

    static Guid? SessionOf(HttpContext context)
    {
        if (StorefrontRealm.Holds(context))
            return StorefrontRealm.SessionOf(context);
        return (Authentication.CredentialOf(context.User, null) as Credential.Session)?.Id;
    }
}
