namespace App.Platform.Http;

/// <summary>Returns the API key that a request presents, whether or not it is valid; null if it presents none.</summary>
public delegate Credential.ApiKey? ReadApiKey(HttpRequest request);

/// <summary>
/// Reports what the middleware refuses to the security log. It costs no query: the organization is found later.
/// </summary>
public sealed class SecurityReports(SecurityLog log, ReadApiKey readApiKey)
{
    /// <summary>No organization has a longer slug.</summary>
    const int LongestSlug = 63;

    /// <summary>Reports a request over a rate limit.</summary>
    public void ReportLimit(HttpContext context, Limit limit) =>
        log.Add(SecurityEventKind.RateLimit, SourceOf(context), context.Connection.RemoteIpAddress, limit.Name);

    /// <summary>Reports a request that a page of another site made.</summary>
    public void ReportOrigin(HttpContext context) => log.Add(
        SecurityEventKind.RefusedOrigin, SlugIn(context.Request.Path), context.Connection.RemoteIpAddress,
        context.Request.Headers.Origin.ToString());

    /// <summary>
    /// Returns the organization that the request is for: that of the storefront, of the authenticated credential or, before
    /// authentication, of the API key in the request.
    /// </summary>
    SecuritySource? SourceOf(HttpContext context)
    {
        if (StorefrontRealm.Holds(context))
            return SlugIn(context.Request.Path);
        var slug = context.Request.RouteValues.GetValueOrDefault("slug") as string;
        var known = SecuritySource.Of(Authentication.CredentialOf(context.User, slug));
        return known ?? (readApiKey(context.Request) is { } key ? SecuritySource.Of(key) : null);
    }

    /// <summary>Returns the slug in a path: <c>/s/acme</c>, <c>/api/v1/storefront/acme</c> or <c>/acme</c>.</summary>
    static SecuritySource.Slug? SlugIn(PathString path)
    {
        if (!path.StartsWithSegments("/s", out var rest)
            && !path.StartsWithSegments(Api.Base + StorefrontRealm.Resource, out rest))
            rest = path;
        var slug = rest.Value?.Split('/', 3) is ["", var first, ..] ? first : "";
        return slug.Length is > 0 and <= LongestSlug ? new SecuritySource.Slug(slug) : null;
    }
}
