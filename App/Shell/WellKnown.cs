using System.Globalization;
using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Shell;

/// <summary>
/// Maps the addresses that crawlers, researchers and password managers try without a link. They answer strangers themselves
/// instead of redirecting to the sign-in page.
/// </summary>
static class WellKnown
{
    /// <summary>The time for which security.txt is valid. RFC 9116 recommends less than a year.</summary>
    static readonly TimeSpan Valid = TimeSpan.FromDays(180);

    public static void MapWellKnown(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", (PublicUrl url) => Text(
            $"User-agent: *\nDisallow: /api/\nDisallow: /account/\nDisallow: /backstage/\n\n" +
            $"Sitemap: {url.Link("/sitemap.xml")}\n"))
            .AllowAnonymous();
        routes.MapGet("/sitemap.xml", (PublicUrl url, EndpointDataSource endpoints) =>
            TypedResults.Text(SitemapOf(url, Listed(endpoints)), "application/xml; charset=utf-8"))
            .AllowAnonymous();
        routes.MapGet("/.well-known/security.txt", SecurityTxt).AllowAnonymous();
        routes.MapGet("/.well-known/change-password", () => TypedResults.LocalRedirect("/account/password")).AllowAnonymous();
        routes.MapGet("/.well-known/{**rest}", () => TypedResults.NotFound()).AllowAnonymous();
    }

    /// <summary>
    /// Returns the pages that a search engine may list: the public site and the sign-up. Storefronts belong to their
    /// organizations.
    /// </summary>
    static IEnumerable<string> Listed(EndpointDataSource endpoints) =>
        endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(page => page.Metadata.GetMetadata<PublicSiteAttribute>() is not null)
            .Where(page => page.RoutePattern.Parameters.Count == 0)
            .Select(page => page.RoutePattern.RawText!).Append("/signup").Distinct().Order(StringComparer.Ordinal);

    static string SitemapOf(PublicUrl url, IEnumerable<string> pages) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        + string.Concat(pages.Select(path => $"  <url><loc>{url.Link(path)}</loc></url>\n"))
        + "</urlset>\n";

    /// <summary>
    /// Returns how to report a vulnerability. The contact is the sender of the installation's emails; without one there is no
    /// file.
    /// </summary>
    static IResult SecurityTxt(IConfiguration configuration, PublicUrl url, TimeProvider clock)
    {
        if (!MailAddress.TryCreate(configuration["Mail:From"], out var sender))
            return TypedResults.NotFound();
        var expires = (clock.GetUtcNow() + Valid).UtcDateTime.ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
        return Text($"Contact: mailto:{sender.Address}\nExpires: {expires}\nPreferred-Languages: en\n"
            + $"Canonical: {url.Link("/.well-known/security.txt")}\n");
    }

    static ContentHttpResult Text(string text) => TypedResults.Text(text, "text/plain; charset=utf-8");
}
