using System.Net;
using System.Text.RegularExpressions;

namespace App.Tests.Backstage;

/// <summary>Hangfire's dashboard: who has access, and that it is read-only.</summary>
[Collection(LoopTests.Name)]
public sealed partial class DashboardTests(LoopHost loops) : IAsyncLifetime
{
    const string Dashboard = "/backstage/hangfire";

    readonly TestHost host = loops.Host;
    JobScenario jobs = null!;
    TestOrganization acme = null!;
    TestActor ana = null!;

    public async ValueTask InitializeAsync()
    {
        jobs = await JobScenario.BeginAsync(loops);
        acme = await host.OrganizationAsync();
        ana = await host.AdministratorAsync(acme);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<string> SetStepUpTimeAsync(string moment) => host.ScalarAsync<string>(
        $"update platform.sessions set proved_at = {moment} where id = $1 returning 'done'",
        ((Credential.Session)ana.Credential).Id);

    [Fact]
    public async Task The_dashboard_opens_after_step_up_with_the_usual_security_headers()
    {
        var id = jobs.Store("Failed");
        using var browser = await host.BrowserOfAsync(ana);

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
    public async Task The_dashboard_asks_for_step_up_and_returns_to_the_requested_page()
    {
        using var browser = await host.BrowserOfAsync(ana);
        foreach (var moment in new[] { "null", "now() - interval '11 minutes'" })
        {
            await SetStepUpTimeAsync(moment);
            await browser.GetAsync($"{Dashboard}/jobs/failed?from=0");
            Assert.Equal("/account/confirm?returnUrl=%2Fbackstage%2Fhangfire%2Fjobs%2Ffailed%3Ffrom%3D0", browser.Location);
        }

        await browser.FollowAsync();
        Assert.Contains("value=\"/backstage/hangfire/jobs/failed?from=0\"", browser.Html);
        await SetStepUpTimeAsync("now()");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Dashboard}/jobs/failed?from=0")).Status);
    }

    [Fact]
    public async Task The_dashboard_is_hidden_from_everyone_else()
    {
        using var admin = await host.BrowserOfAsync(acme.Admin);
        using var anonymous = new TestBrowser(host);
        using var key = acme.Http(acme.Key);

        foreach (var path in new[] { Dashboard, $"{Dashboard}/jobs/failed", $"{Dashboard}/css-dark", $"{Dashboard}/nowhere" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(path)).Status);
            Assert.StartsWith("/login", (await anonymous.GetAsync(path)).Location);
            Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }
        await SetStepUpTimeAsync("null"); // the permission is checked before step-up
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(Dashboard)).Status);
    }

    [Theory]
    [InlineData("/jobs/failed/requeue")]
    [InlineData("/jobs/failed/delete")]
    [InlineData("/jobs/actions/requeue/{0}")]
    [InlineData("/jobs/actions/delete/{0}")]
    [InlineData("/recurring/trigger")]
    public async Task The_dashboard_is_read_only_even_with_a_valid_antiforgery_token(string action)
    {
        var id = jobs.Store("Failed");
        using var browser = await host.BrowserOfAsync(ana);
        await browser.GetAsync(Dashboard);

        var path = action.Replace("{0}", $"{id}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await PostAsync(browser, path, ("jobs[]", $"{id}")));
        Assert.Equal("Failed", await jobs.StateAsync(id));
        // The same request succeeds on an endpoint that only reads.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(browser, "/stats", ("metrics[]", "failed:count")));
    }

    /// <summary>Posts as the dashboard's scripts do: with the page's antiforgery token and the same origin.</summary>
    async Task<HttpStatusCode> PostAsync(TestBrowser browser, string path, (string Name, string Value) field)
    {
        using var http = host.Http();
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
