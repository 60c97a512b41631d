using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Shell;

/// <summary>
/// Every page that opens without signing in has one main landmark, one heading of the first level and a description. The list of
/// pages comes from the routes, so a new page cannot be forgotten.
/// </summary>
public sealed partial class PublicPagesTests(TestHost host)
{
    [Fact]
    public async Task Every_public_page_has_one_main_one_h1_and_a_description()
    {
        var (acme, _, tea, _) = await Storefront.StorefrontPagesTests.ShopAsync(host);
        using var http = host.Http();
        var faults = new List<string>();
        var shown = new List<string>();

        foreach (var template in PublicTemplates())
        {
            using var answer = await http.GetAsync(PathOf(template, acme.Slug, tea.Id.ToString()));
            if ((int)answer.StatusCode is >= 300 and < 400) // needs a session or a step that comes first
                continue;
            shown.Add(template);
            faults.AddRange(Faults(template, await answer.Content.ReadAsStringAsync()));
        }

        Assert.Empty(faults);
        string[] known =
        [
            "/", "/login", "/signup", "/forgot", "/docs", "/docs/api", "/docs/api/{Group}", "/docs/errors",
            "/docs/errors/{Code}", "/docs/webhooks", "/s/{Slug}", "/s/{Slug}/cart", "/s/{Slug}/login", "/s/{Slug}/p/{Id}",
        ];
        Assert.Empty(known.Except(shown));
    }

    [Theory]
    [InlineData("<meta name=\"description\" content=\"Tea\"><main><h1>Tea</h1></main>", 0)]
    [InlineData("<meta name=\"description\" content=\"\"><main><h1>Tea</h1></main>", 1)]
    [InlineData("<main><h1>Tea</h1><h1>More</h1></main><main></main>", 3)]
    [InlineData("", 3)]
    public void A_page_without_them_is_found(string html, int faults) => Assert.Equal(faults, Faults("/planted", html).Count());

    static IEnumerable<string> Faults(string page, string html)
    {
        if (MainLandmark().Count(html) is not 1 and var mains)
            yield return $"{page}: {mains} main";
        if (Heading().Count(html) is not 1 and var headings)
            yield return $"{page}: {headings} h1";
        if (Description().Count(html) is not 1 and var descriptions)
            yield return $"{page}: {descriptions} descriptions";
    }

    IEnumerable<string> PublicTemplates() =>
        host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(template => !template.StartsWith("/dev/", StringComparison.Ordinal))
            .Distinct();

    static string PathOf(string template, string slug, string product) => template
        .Replace("{Slug}", slug, StringComparison.Ordinal)
        .Replace("/p/{Id}", $"/p/{product}", StringComparison.Ordinal)
        .Replace("{Code}", "out_of_stock", StringComparison.Ordinal)
        .Replace("{Group}", "orders", StringComparison.Ordinal)
        .Replace("{Id}", "ord_unknown", StringComparison.Ordinal)
        .Replace("{Token}", "worn-out", StringComparison.Ordinal);

    [GeneratedRegex(@"<main[\s>]")]
    private static partial Regex MainLandmark();

    [GeneratedRegex(@"<h1[\s>]")]
    private static partial Regex Heading();

    [GeneratedRegex("<meta name=\"description\" content=\"[^\"]+\"")]
    private static partial Regex Description();
}
