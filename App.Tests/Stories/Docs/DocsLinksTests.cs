using System.Net;
using System.Text.RegularExpressions;
using App.Docs;
using App.Docs.Errors;
using App.Docs.Reference;
using App.Tests.Architecture;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Docs;

/// <summary>Every link of the landing page and the documentation leads somewhere, also to the section that it names.</summary>
public sealed partial class DocsLinksTests(TestHost host)
{
    [Fact]
    public async Task Every_link_leads_to_a_page_and_a_section()
    {
        using var http = host.Http();
        var pages = new Dictionary<string, string>();
        foreach (var path in await PathsAsync())
            pages[path] = await http.GetStringAsync(path);
        var faults = new List<string>();

        foreach (var (path, html) in pages.ToList())
            foreach (var link in LinksOf(html))
                if (await FaultOfAsync(http, pages, link) is { } fault)
                    faults.Add($"{path}: {fault}");

        Assert.Empty(faults.Distinct());
    }

    [Theory]
    [InlineData("/docs/nothing", "/docs/nothing is 302")]
    [InlineData("/docs/errors/nothing", "/docs/errors/nothing is 404")]
    [InlineData("/docs/webhooks#nothing", "/docs/webhooks has no section nothing")]
    [InlineData("/docs/webhooks#verify", null)]
    [InlineData("/signup", null)]
    public async Task A_broken_link_is_found(string link, string? fault)
    {
        using var http = host.Http();

        Assert.Equal(fault, await FaultOfAsync(http, [], link));
    }

    [Fact]
    public void Every_page_of_the_documentation_is_in_the_sidebar()
    {
        var routed = host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(page => page.Metadata.GetMetadata<PublicSiteAttribute>() is not null)
            .Where(page => page.RoutePattern.Parameters.Count == 0)
            .Select(page => page.RoutePattern.RawText!).Where(path => path != "/").Distinct();

        Assert.Equal(routed.Order(), DocsPages.All.Select(page => page.Href).Order());
    }

    [Fact]
    public async Task Every_test_that_the_security_page_names_exists()
    {
        using var http = host.Http();

        var named = TestFile().Matches(await http.GetStringAsync("/docs/security")).Select(match => match.Value).ToList();

        Assert.True(named.Count > 8);
        Assert.Equal([], Missing(named));
        Assert.Equal(["App.Tests/Nowhere/NothingTests.cs"], Missing(["App.Tests/Nowhere/NothingTests.cs"]));
    }

    static IEnumerable<string> Missing(IEnumerable<string> files) =>
        files.Where(file => !File.Exists(Path.Combine(Sources.Root, file)));

    [Fact]
    public async Task The_search_index_has_pages_sections_operations_and_errors()
    {
        using var http = host.Http();

        var index = await http.GetStringAsync("/docs/search.json");

        Assert.Contains("\"/docs/webhooks#verify\"", index);
        Assert.Contains("\"/docs/api/orders#order-place\"", index);
        Assert.Contains("\"/docs/errors/out_of_stock\"", index);
        Assert.True(index.Length < 60_000, $"{index.Length} bytes");
    }

    async Task<IEnumerable<string>> PathsAsync() =>
    [
        "/", .. DocsPages.All.Select(page => page.Href),
        .. (await host.Web.Services.GetRequiredService<ApiReference>().GroupsAsync()).Select(group => group.Href),
        .. host.Services.GetRequiredService<ErrorGuide>().All.Select(entry => $"/docs/errors/{entry.Code}"),
    ];

    static IEnumerable<string> LinksOf(string html) => Link().Matches(html)
        .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
        .Where(link => link.StartsWith('/')).Distinct();

    /// <summary>Returns what is wrong with a link, or null.</summary>
    /// <param name="pages">The pages that have been read, by path. More are added.</param>
    static async Task<string?> FaultOfAsync(HttpClient http, Dictionary<string, string> pages, string link)
    {
        var parts = link.Split('#');
        if (!pages.TryGetValue(parts[0], out var html))
        {
            using var answer = await http.GetAsync(parts[0]);
            if (answer.StatusCode != HttpStatusCode.OK) // a visitor is sent to the sign-in from paths that do not exist
                return $"{parts[0]} is {(int)answer.StatusCode}";
            pages[parts[0]] = html = await answer.Content.ReadAsStringAsync();
        }
        return parts.Length == 1 || html.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal)
            ? null
            : $"{parts[0]} has no section {parts[1]}";
    }

    [GeneratedRegex("<a [^>]*href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"App\.(Tests|E2E)/[\w/]+\.cs")]
    private static partial Regex TestFile();
}
