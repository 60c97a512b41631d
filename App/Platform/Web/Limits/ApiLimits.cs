using System.Globalization;

namespace App.Platform;

/// <summary>
/// The API's limits: by key or session, and by address. Every answer tells how the caller stands, in the fields of
/// draft-ietf-httpapi-ratelimit-headers-11 and in the older X-RateLimit ones, whose reset is in unix seconds.
/// </summary>
public sealed class ApiLimits(RequestDelegate next, Limiter limiter, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!Failures.IsApi(context))
            return next(context);
        var address = (Limit.Address, limiter.Take(Limit.Address, Limiter.Of(context.Connection.RemoteIpAddress)));
        var own = Authentication.CredentialOf(context.User, null) switch
        {
            Credential.ApiKey key => (Limit.Key, limiter.Take(Limit.Key, key.Fingerprint)),
            Credential.Session session => (Limit.Session, limiter.Take(Limit.Session, session.Id.ToString())),
            _ when StorefrontRealm.SessionOf(context) is { } shopper => (Limit.Session, limiter.Take(Limit.Session, $"storefront {shopper}")),
            _ => address,
        };
        var (limit, quota) = !address.Item2.Allowed || (own.Item2.Allowed && address.Item2.Remaining < own.Item2.Remaining) ? address : own;
        Tell(context, limit, quota, own.Item1 == Limit.Address ? [Limit.Address] : [own.Item1, Limit.Address]);
        // A stranger is told so first. So is a method or a type that the address does not take: routing has put an answer in the endpoint's place.
        var known = context.User.Identity is { IsAuthenticated: true } || StorefrontRealm.Holds(context);
        if (quota.Allowed || !known || context.GetEndpoint() is not RouteEndpoint)
            return next(context);
        return ProblemAnswer.WriteAsync(context, context.Request.ContentLength > Listening.LargestBody ? Failures.TooLarge : limit.Exceeded(quota.ResetIn));
    }

    void Tell(HttpContext context, Limit limit, Quota quota, IEnumerable<Limit> policies)
    {
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = string.Join(", ", policies.Select(policy => string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";q={limiter.QuotaOf(policy)};w={policy.Window}")));
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={quota.Remaining};t={quota.ResetIn}");
        headers["X-RateLimit-Limit"] = limiter.QuotaOf(limit).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = quota.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (clock.GetUtcNow().ToUnixTimeSeconds() + quota.ResetIn).ToString(CultureInfo.InvariantCulture);
    }
}
