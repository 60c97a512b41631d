using System.Globalization;

namespace App.Platform;

/// <summary>On a page whose form may be sent by people who are not signed in: each address may send so many.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntranceAttribute : Attribute;

/// <summary>Holds the forms of <see cref="EntranceAttribute"/> pages to their limit; and the other forms of storefronts, which
/// are open to everyone, to theirs. Customers and staff of one address each have their own. Who is over it gets a page that says when to come again.</summary>
public sealed class EntranceLimits(RequestDelegate next, Limiter limiter)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || LimitOf(context) is not { } limit)
            return next(context);
        var quota = limiter.Take(limit, (StorefrontRealm.Holds(context) ? "storefront " : "") + Limiter.Of(context.Connection.RemoteIpAddress));
        if (quota.Allowed)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = quota.ResetIn.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask; // the error page says the rest
    }

    static Limit? LimitOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EntranceAttribute>() is not null ? Limit.Entrance : StorefrontRealm.Holds(context) ? Limit.Storefront : null;
}
