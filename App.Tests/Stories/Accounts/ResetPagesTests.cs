using System.Net;
using System.Net.Http.Headers;

namespace App.Tests.Accounts;

public sealed class ResetPagesTests(TestHost host)
{
    const string NewPassword = "eleven herons over the bay";

    static async Task AskAsync(TestBrowser browser, string email)
    {
        await browser.GetAsync("/forgot");
        await browser.SubmitAsync("forgot", ("email", email));
    }

    [Fact]
    public async Task Password_reset_by_code_works_without_JavaScript()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        await AskAsync(browser, ada);
        Assert.Equal("/reset", browser.Location);
        await browser.FollowAsync();

        await browser.SubmitAsync(
            "reset", ("code", AccountScenario.Other(await host.CodeToAsync(ada))), ("password", NewPassword));
        Assert.Equal((HttpStatusCode.BadRequest, "Invalid code"), (browser.Status, browser.Notice));
        await browser.SubmitAsync("reset", ("code", await host.CodeToAsync(ada)), ("password", "too short"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("at least 12 characters", browser.Html);
        await browser.SubmitAsync("reset", ("code", (await host.CodeToAsync(ada)).Insert(3, " ")), ("password", NewPassword));
        Assert.Equal("Password changed", browser.Notice);
        Assert.DoesNotContain("__Host-staff-session", browser.Cookies.Keys);

        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", NewPassword));
        Assert.Equal("/select", browser.Location);
    }

    [Fact]
    public async Task The_reset_link_needs_a_click_in_the_requesting_browser_and_is_refused_in_another()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        await AskAsync(browser, ada);
        var link = $"/reset/{await host.LinkToAsync(ada)}";

        using var elsewhere = new TestBrowser(host);
        await elsewhere.GetAsync(link);
        Assert.Equal("Opened in another browser", elsewhere.Notice);
        await elsewhere.SubmitAsync("reset-link", ("password", NewPassword));
        Assert.Equal((HttpStatusCode.Forbidden, "Opened in another browser"), (elsewhere.Status, elsewhere.Notice));

        await browser.GetAsync(link);
        await browser.GetAsync(link); // an email scanner that opens the link does not use it up
        await browser.SubmitAsync("reset-link", ("password", NewPassword));
        Assert.Equal("Password changed", browser.Notice);
    }

    [Fact]
    public async Task Pages_and_API_answer_known_unknown_and_unverified_addresses_alike()
    {
        var known = AccountScenario.NewAddress();
        var unverified = AccountScenario.NewAddress("eve");
        await host.JoinsAsync(known);
        await host.SignUpAsync(unverified);
        var seen = new List<string>();
        foreach (var email in new[] { known, unverified, AccountScenario.NewAddress("nobody") })
        {
            using var browser = new TestBrowser(host);
            await AskAsync(browser, email);
            var cookies = string.Join(' ', browser.SetCookies.Select(cookie => $"{cookie.Split('=')[0]} {cookie.Length}"));
            var asked = $"{browser.Status} {browser.Location} {cookies}";
            await browser.FollowAsync();
            await browser.SubmitAsync("reset", ("code", "000001"), ("password", NewPassword));
            using var http = host.Http();
            using var forgot = await http.PostAsync("/api/v1/auth/forgot", new StringContent(
                $$"""{"email": "{{email}}"}""", MediaTypeHeaderValue.Parse("application/json")));
            var (status, problem) = await http.SendAsync(
                "POST", "/auth/reset", new { email, code = "000001", password = NewPassword });
            var body = Alike.ResetToken().Replace(await forgot.Content.ReadAsStringAsync(), "");
            var api = $"{forgot.StatusCode} {body} {Headers(forgot)} {status} {problem.Text("code")}";
            seen.Add($"{asked} {browser.Status} {browser.Notice} {api}");
        }

        Assert.Single(seen.Distinct());
        Assert.Contains("202", seen[0].Replace("Accepted", "202", StringComparison.Ordinal));

        static string Headers(HttpResponseMessage answer) => string.Join(
            ' ', answer.Headers.Select(header => header.Key).Where(name => name != "X-Request-Id").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_API_client_requests_a_reset_code_and_uses_it_once()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var http = host.Http();
        await http.SendAsync("POST", "/auth/forgot", new { email = ada });
        var message = (await host.EmailsToAsync(ada))[0];
        Assert.DoesNotContain("/reset/", message.Text);
        var code = await host.CodeToAsync(ada);

        Assert.Equal(400, (await http.SendAsync(
            "POST", "/auth/reset", new { email = ada, code = AccountScenario.Other(code), password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync(
            "POST", "/auth/reset", new { email = ada.ToUpperInvariant(), code, password = NewPassword })).Status);
        Assert.Equal(
            400, (await http.SendAsync("POST", "/auth/reset", new { email = ada, code, password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync("POST", "/auth/login", new { email = ada, password = NewPassword })).Status);
    }
}
