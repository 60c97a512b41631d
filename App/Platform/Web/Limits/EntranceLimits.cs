using System.Globalization;

namespace App.Platform;

/// <summary>On a page whose form may be sent by people who are not signed in, or does something sensitive, and on routes of that kind: so many may be sent.</summary>
/// <param name="limit">Name of the limit.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntranceAttribute(string limit = "entrance") : Attribute
{
    public Limit Limit { get; } = Limit.Named(limit);
}

/// <summary>Holds what is sent to an <see cref="EntranceAttribute"/> to its limit; and the other forms of storefronts, which are open to
/// everyone, to theirs. Each form and route counts for itself: who has signed up too often can still sign in, and customers, staff and their
/// programs do not use up each other's. Who is over it gets a page, or a problem, that says when to come again.</summary>
public sealed class EntranceLimits(RequestDelegate next, Limiter limiter)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || CountOf(context) is not var (limit, who))
            return next(context);
        var quota = limiter.Take(limit, who);
        if (quota.Allowed)
            return next(context);
        if (Failures.IsApi(context))
            return ProblemAnswer.WriteAsync(context, context.Request.ContentLength > Listening.LargestBody ? Failures.TooLarge : limit.Exceeded(quota.ResetIn));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = quota.ResetIn.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask; // the error page says the rest
    }

    static (Limit Limit, string Who)? CountOf(HttpContext context)
    {
        var (address, endpoint) = (Limiter.Of(context.Connection.RemoteIpAddress), context.GetEndpoint() as RouteEndpoint);
        var limit = endpoint?.Metadata.GetMetadata<EntranceAttribute>()?.Limit;
        if (limit == Limit.Sensitive && SessionOf(context) is { } session)
            return (limit, $"{endpoint!.RoutePattern.RawText} {session}");
        if (limit is not null && limit != Limit.Sensitive) // a stranger gets no further there than to the sign-in
            return (limit, $"{endpoint!.RoutePattern.RawText} {address}");
        return StorefrontRealm.Holds(context) ? (Limit.Storefront, $"{(Failures.IsApi(context) ? "api " : "")}{address}") : null;
    }

    static Guid? SessionOf(HttpContext context) =>
        StorefrontRealm.Holds(context) ? StorefrontRealm.SessionOf(context) : (Authentication.CredentialOf(context.User, null) as Credential.Session)?.Id;
}
