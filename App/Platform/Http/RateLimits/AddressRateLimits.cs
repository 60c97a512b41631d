namespace App.Platform.Http;

/// <summary>
/// Limits requests by client IP address before their credential is looked up, so a stranger with made-up credentials costs no
/// more than one without. It applies to the API and to every request with an Authorization header.
/// </summary>
public sealed class AddressRateLimits(RequestDelegate next, Limiter limiter, SecurityReports reports, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isCounted = ExceptionMapping.IsApi(context) || context.Request.Headers.Authorization.Count > 0;
        if (!isCounted || Authentication.IsErrorPage(context))
            return next(context);
        var address = Limiter.Of(context.Connection.RemoteIpAddress);
        var usage = new RateLimitUsage(Limit.Address, limiter.Take(Limit.Address, address));
        if (usage.Quota.Allowed)
        {
            context.Features.Set(usage);
            return next(context);
        }
        reports.ReportLimit(context, Limit.Address);
        RateLimitHeaders.Add(context, limiter, clock, usage, [Limit.Address]);
        return ProblemResponse.WriteAsync(context, usage.Limit.Exceeded(usage.Quota.ResetIn));
    }
}

/// <summary>Describes what is left of a limit after a request.</summary>
sealed record RateLimitUsage(Limit Limit, Quota Quota);
