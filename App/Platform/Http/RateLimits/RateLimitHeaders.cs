using System.Globalization;

namespace App.Platform.Http;

/// <summary>
/// Adds the caller's quota to a response: the headers of draft-ietf-httpapi-ratelimit-headers-11 and the older X-RateLimit
/// headers, whose reset is in Unix seconds.
/// </summary>
static class RateLimitHeaders
{
    public static void Add(
        HttpContext context, Limiter limiter, TimeProvider clock, RateLimitUsage usage, IEnumerable<Limit> policies)
    {
        var headers = context.Response.Headers;
        var quota = usage.Quota;
        headers["RateLimit-Policy"] = string.Join(", ", policies.Select(limit => PolicyOf(limit, limiter)));
        headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"\"{usage.Limit.Name}\";r={quota.Remaining};t={quota.ResetIn}");
        headers["X-RateLimit-Limit"] = limiter.QuotaOf(usage.Limit).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = quota.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] =
            (clock.GetUtcNow().ToUnixTimeSeconds() + quota.ResetIn).ToString(CultureInfo.InvariantCulture);
    }

    static string PolicyOf(Limit limit, Limiter limiter) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";q={limiter.QuotaOf(limit)};w={limit.Window}");
}
