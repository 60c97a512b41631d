namespace App.Platform.Http;

/// <summary>
/// Applies the rate limits of the API per key or session, after <see cref="AddressRateLimits"/>. Every response shows the
/// caller's tightest quota.
/// </summary>
public sealed class ApiRateLimits(RequestDelegate next, Limiter limiter, SecurityReports reports, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!ExceptionMapping.IsApi(context) || context.Features.Get<RateLimitUsage>() is not { } address)
            return next(context);
        var own = TakeOwn(context) ?? address;
        var tightest = own.Quota.Allowed && address.Quota.Remaining < own.Quota.Remaining ? address : own;
        RateLimitHeaders.Add(
            context, limiter, clock, tightest, own.Limit == Limit.Address ? [Limit.Address] : [own.Limit, Limit.Address]);
        if (tightest.Quota.Allowed || !IsKnown(context) || context.GetEndpoint() is not RouteEndpoint)
            return next(context); // 401 comes before 429; for 405 and 415, routing has replaced the endpoint
        reports.ReportLimit(context, tightest.Limit);
        var isTooLarge = context.Request.ContentLength > KestrelSetup.LargestBody;
        return ProblemResponse.WriteAsync(
            context, isTooLarge ? ExceptionMapping.TooLarge : tightest.Limit.Exceeded(tightest.Quota.ResetIn));
    }

    RateLimitUsage Take(Limit limit, string caller) => new(limit, limiter.Take(limit, caller));

    RateLimitUsage? TakeOwn(HttpContext context) => Authentication.CredentialOf(context.User, null) switch
    {
        Credential.ApiKey key => Take(Limit.Key, key.Fingerprint),
        Credential.Session session => Take(Limit.Session, session.Id.ToString()),
        _ when StorefrontRealm.SessionOf(context) is { } shopper => Take(Limit.Session, $"storefront {shopper}"),
        _ => null,
    };

    static bool IsKnown(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } || StorefrontRealm.Holds(context);
}
