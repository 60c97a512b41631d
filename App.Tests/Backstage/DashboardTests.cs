using System.Net;
using System.Text.RegularExpressions;
using App.Platform;
using App.Tests.Platform;

namespace App.Tests.Backstage;

/// <summary>Hangfire's own dashboard: who may look, and that looking is all.</summary>
[Collection(LoopTests.Name)]
public sealed partial class DashboardTests(LoopHouse loops) : IAsyncLifetime
{
    const string Dashboard = "/backstage/hangfire";

    readonly TestHouse house = loops.House;
    JobStory jobs = null!;
    TestOrganization acme = null!;
    TestActor ana = null!;

    public async ValueTask InitializeAsync()
    {
        jobs = await JobStory.BeginAsync(loops);
        acme = await house.OrganizationAsync();
        ana = await house.AdministratorAsync(acme);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<string> ProvedAsync(string moment) => house.ScalarAsync<string>(
        $"update platform.sessions set proved_at = {moment} where id = $1 returning 'done'",
        ((Credential.Session)ana.Credential).Id);

    [Fact]
    public async Task An_administrator_with_fresh_proof_reads_it_under_the_headers_of_every_page()
    {
        var id = jobs.Store("Failed");
        using var browser = await house.BrowserOfAsync(ana);

        await browser.GetAsync(Dashboard);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains($"Content-Security-Policy: {SecurityHeaders.Policy}", browser.Headers);
        Assert.Contains("X-Frame-Options: DENY", browser.Headers);
        Assert.Contains("href=\"/backstage/jobs\"", browser.Html);
        Assert.DoesNotContain("stockade_ops", browser.Html);
        await browser.GetAsync($"{Dashboard}/jobs/failed");
        Assert.Contains("test.brew", browser.Html);
        Assert.DoesNotContain("jobs/failed/requeue", browser.Html);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Dashboard}/jobs/details/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{Dashboard}/nowhere")).Status);
    }

    [Fact]
    public async Task An_administrator_whose_proof_is_old_confirms_it_and_comes_back()
    {
        using var browser = await house.BrowserOfAsync(ana);
        foreach (var moment in new[] { "null", "now() - interval '11 minutes'" })
        {
            await ProvedAsync(moment);
            await browser.GetAsync($"{Dashboard}/jobs/failed?from=0");
            Assert.Equal("/account/confirm?returnUrl=%2Fbackstage%2Fhangfire%2Fjobs%2Ffailed%3Ffrom%3D0", browser.Location);
        }

        await browser.FollowAsync();
        Assert.Contains("value=\"/backstage/hangfire/jobs/failed?from=0\"", browser.Html);
        await ProvedAsync("now()");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Dashboard}/jobs/failed?from=0")).Status);
    }

    [Fact]
    public async Task Everybody_else_finds_nothing_there()
    {
        using var admin = await house.BrowserOfAsync(acme.Admin);
        using var nobody = new TestBrowser(house);
        using var key = acme.Http(acme.Key);

        foreach (var path in new[] { Dashboard, $"{Dashboard}/jobs/failed", $"{Dashboard}/css-dark", $"{Dashboard}/nowhere" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(path)).Status);
            Assert.StartsWith("/login", (await nobody.GetAsync(path)).Location);
            Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }
        await ProvedAsync("null"); // who may look is asked before proof is
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(Dashboard)).Status);
    }

    [Theory]
    [InlineData("/jobs/failed/requeue")]
    [InlineData("/jobs/failed/delete")]
    [InlineData("/jobs/actions/requeue/{0}")]
    [InlineData("/jobs/actions/delete/{0}")]
    [InlineData("/recurring/trigger")]
    public async Task Its_buttons_do_nothing_even_with_a_token_that_is_right(string action)
    {
        var id = jobs.Store("Failed");
        using var browser = await house.BrowserOfAsync(ana);
        await browser.GetAsync(Dashboard);

        var path = action.Replace("{0}", $"{id}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await PostAsync(browser, path, ("jobs[]", $"{id}")));
        Assert.Equal("Failed", await jobs.StateAsync(id));
        // The same request gets through where it only reads.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(browser, "/stats", ("metrics[]", "failed:count")));
    }

    /// <summary>As the scripts of the dashboard post: with the token of its page, from its own site.</summary>
    async Task<HttpStatusCode> PostAsync(TestBrowser browser, string path, (string Name, string Value) field)
    {
        using var http = house.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, Dashboard + path);
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value)]);
        request.Headers.Add(MetaOf(browser.Html, "csrf-header"), MetaOf(browser.Html, "csrf-token"));
        request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    static string MetaOf(string html, string name) =>
        WebUtility.HtmlDecode(Meta().Matches(html).Single(match => match.Groups[1].Value == name).Groups[2].Value);

    [GeneratedRegex("<meta name=\"([^\"]+)\" content=\"([^\"]*)\"")]
    private static partial Regex Meta();
}
