using System.Globalization;

namespace App.Platform;

/// <summary>On a page whose form may be sent by people who are not signed in, and on routes of that kind: each address may send so many.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntranceAttribute : Attribute
{
    public Limit Limit { get; init; } = Limit.Entrance;
}

/// <summary>Holds what is sent to an <see cref="EntranceAttribute"/> to its limit; and the other forms of storefronts, which are open to
/// everyone, to theirs. Customers and staff of one address, their browsers and their programs each have their own. Who is over it gets a
/// page, or a problem, that says when to come again.</summary>
public sealed class EntranceLimits(RequestDelegate next, Limiter limiter)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || LimitOf(context) is not { } limit)
            return next(context);
        var (storefront, api) = (StorefrontRealm.Holds(context) ? "storefront " : "", Failures.IsApi(context));
        var quota = limiter.Take(limit, $"{storefront}{(api ? "api " : "")}{Limiter.Of(context.Connection.RemoteIpAddress)}");
        if (quota.Allowed)
            return next(context);
        if (api)
            return ProblemAnswer.WriteAsync(context, context.Request.ContentLength > Listening.LargestBody ? Failures.TooLarge : limit.Exceeded(quota.ResetIn));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = quota.ResetIn.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask; // the error page says the rest
    }

    static Limit? LimitOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EntranceAttribute>()?.Limit ?? (StorefrontRealm.Holds(context) ? Limit.Storefront : null);
}
