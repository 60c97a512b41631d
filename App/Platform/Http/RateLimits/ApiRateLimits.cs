using System.Globalization;

namespace App.Platform.Http;

/// <summary>
/// Applies the rate limits of the API: per key or session, and per IP address. Every response shows the caller's quota in the
/// headers of draft-ietf-httpapi-ratelimit-headers-11 and in the older X-RateLimit headers, whose reset is in Unix seconds.
/// </summary>
public sealed class ApiRateLimits(RequestDelegate next, Limiter limiter, TimeProvider clock)
{
    sealed record Usage(Limit Limit, Quota Quota);

    public Task InvokeAsync(HttpContext context)
    {
        if (!ExceptionMapping.IsApi(context))
            return next(context);
        var address = Take(Limit.Address, Limiter.Of(context.Connection.RemoteIpAddress));
        var own = TakeOwn(context) ?? address;
        var tightest = TightestOf(address, own);
        AddHeaders(context, tightest, own.Limit == Limit.Address ? [Limit.Address] : [own.Limit, Limit.Address]);
        if (tightest.Quota.Allowed || !IsKnown(context) || context.GetEndpoint() is not RouteEndpoint)
            return next(context); // 401 comes before 429; for 405 and 415, routing has replaced the endpoint
        var isTooLarge = context.Request.ContentLength > KestrelSetup.LargestBody;
        return ProblemResponse.WriteAsync(
            context, isTooLarge ? ExceptionMapping.TooLarge : tightest.Limit.Exceeded(tightest.Quota.ResetIn));
    }

    Usage Take(Limit limit, string caller) => new(limit, limiter.Take(limit, caller));

    Usage? TakeOwn(HttpContext context) => Authentication.CredentialOf(context.User, null) switch
    {
        Credential.ApiKey key => Take(Limit.Key, key.Fingerprint),
        Credential.Session session => Take(Limit.Session, session.Id.ToString()),
        _ when StorefrontRealm.SessionOf(context) is { } shopper => Take(Limit.Session, $"storefront {shopper}"),
        _ => null,
    };

    static Usage TightestOf(Usage address, Usage own)
    {
        if (!address.Quota.Allowed)
            return address;
        return own.Quota.Allowed && address.Quota.Remaining < own.Quota.Remaining ? address : own;
    }

    static bool IsKnown(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } || StorefrontRealm.Holds(context);

    void AddHeaders(HttpContext context, Usage usage, IEnumerable<Limit> policies)
    {
        var headers = context.Response.Headers;
        var (limit, quota) = usage;
        headers["RateLimit-Policy"] = string.Join(", ", policies.Select(PolicyOf));
        headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={quota.Remaining};t={quota.ResetIn}");
        headers["X-RateLimit-Limit"] = limiter.QuotaOf(limit).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = quota.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] =
            (clock.GetUtcNow().ToUnixTimeSeconds() + quota.ResetIn).ToString(CultureInfo.InvariantCulture);
    }

    string PolicyOf(Limit limit) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";q={limiter.QuotaOf(limit)};w={limit.Window}");
}
