using System.Globalization;
using Microsoft.AspNetCore.Components.Endpoints;

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

    /// <summary>Gets whether GET is counted too, because it does work, such as renewing a token.</summary>
    public bool Reads { get; init; }
}

/// <summary>Tells the error page which limit refused the request.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Seconds">The seconds after which a retry can succeed.</param>
public sealed record RateLimitRefusal(Limit Limit, int Seconds);

/// <summary>
/// Applies the limits of <see cref="RateLimitedAttribute"/> and, to everything else that does work outside the API, general ones:
/// forms per session or, without one, per client IP address; storefront pages that no cache answered; connections of open pages.
/// Each form and route with a limit has its own count, so people who signed up too often can still sign in, and customers, staff
/// and their programs do not use up each other's quota. Over the limit, the response is an error page or a problem that names the
/// limit and says when to retry.
/// </summary>
public sealed class FormRateLimits(RequestDelegate next, Limiter limiter, RateLimits limits, SecurityReports reports)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Authentication.IsErrorPage(context) || CountOf(context) is not var (limit, caller))
            return next(context);
        var quota = limiter.Take(limit, caller);
        if (quota.Allowed)
            return next(context);
        reports.ReportLimit(context, limit);
        if (ExceptionMapping.IsApi(context) || Circuits.IsHub(context))
        {
            var isTooLarge = context.Request.ContentLength > KestrelSetup.LargestBody;
            return ProblemResponse.WriteAsync(context, isTooLarge ? ExceptionMapping.TooLarge : limit.Exceeded(quota.ResetIn));
        }
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = quota.ResetIn.ToString(CultureInfo.InvariantCulture);
        context.Features.Set(new RateLimitRefusal(limit, quota.ResetIn));
        return Task.CompletedTask; // UseErrorPages renders the page
    }

    (Limit Limit, string Caller)? CountOf(HttpContext context)
    {
        var address = Limiter.Of(context.Connection.RemoteIpAddress);
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        var declared = endpoint?.Metadata.GetMetadata<RateLimitedAttribute>();
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            if (declared is { Reads: true })
                return (limits.Named(declared.Limit), $"{endpoint!.RoutePattern.RawText} {address}");
            return IsStorefrontPage(context, endpoint) ? (Limit.StorefrontPages, address) : null;
        }
        var limit = declared is null ? null : limits.Named(declared.Limit);
        var session = SessionOf(context);
        if ((limit == Limit.Sensitive || limit == Limit.Upload) && session is not null)
            return (limit, $"{endpoint!.RoutePattern.RawText} {session}");
        if (limit is not null && limit != Limit.Sensitive) // without a session, a sensitive form only redirects to sign-in
            return (limit, $"{endpoint!.RoutePattern.RawText} {address}");
        if (StorefrontRealm.Holds(context))
            return (Limit.Storefront, ExceptionMapping.IsApi(context) ? $"api {address}" : address);
        if (ExceptionMapping.IsApi(context) || endpoint is null)
            return null;
        if (Circuits.IsHub(context))
            return Circuits.IsNegotiation(context) ? (Limit.Pages, session?.ToString() ?? address) : null;
        return session is null ? (Limit.Address, $"form {address}") : (Limit.Session, $"form {session}");
    }

    static bool IsStorefrontPage(HttpContext context, RouteEndpoint? endpoint) =>
        StorefrontRealm.Holds(context) && endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    static Guid? SessionOf(HttpContext context)
    {
        if (StorefrontRealm.Holds(context))
            return StorefrontRealm.SessionOf(context);
        return (Authentication.CredentialOf(context.User, null) as Credential.Session)?.Id;
    }
}
