using System.Net;
using System.Net.Http.Headers;
using App.Platform;

namespace App.Tests.Accounts;

public sealed class ResetPagesTests(TestHouse house)
{
    const string NewPassword = "eleven herons over the bay";

    static async Task AskAsync(TestBrowser browser, string email)
    {
        await browser.GetAsync("/forgot");
        await browser.SubmitAsync("forgot", ("email", email));
    }

    [Fact]
    public async Task Without_script_Ada_asks_enters_her_code_and_signs_in_with_the_new_password()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        await AskAsync(browser, ada);
        Assert.Equal("/reset", browser.Location);
        await browser.FollowAsync();

        await browser.SubmitAsync("reset", ("code", AccountStory.Other(await house.CodeToAsync(ada))), ("password", NewPassword));
        Assert.Equal((HttpStatusCode.BadRequest, "Code refused"), (browser.Status, browser.Notice));
        await browser.SubmitAsync("reset", ("code", await house.CodeToAsync(ada)), ("password", "too short"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("at least 12 characters", browser.Html);
        await browser.SubmitAsync("reset", ("code", (await house.CodeToAsync(ada)).Insert(3, " ")), ("password", NewPassword));
        Assert.Equal("The new password counts", browser.Notice);
        Assert.DoesNotContain("__Host-staff-session", browser.Cookies.Keys);

        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", NewPassword));
        Assert.Equal("/select", browser.Location);
    }

    [Fact]
    public async Task The_mailed_link_wants_a_click_in_the_browser_that_asked_and_tells_another_so()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        await AskAsync(browser, ada);
        var link = $"/reset/{await house.LinkToAsync(ada)}";

        using var elsewhere = new TestBrowser(house);
        await elsewhere.GetAsync(link);
        Assert.Equal("Another browser", elsewhere.Notice);
        await elsewhere.SubmitAsync("reset-link", ("password", NewPassword));
        Assert.Equal((HttpStatusCode.Forbidden, "Another browser"), (elsewhere.Status, elsewhere.Notice));

        await browser.GetAsync(link);
        await browser.GetAsync(link); // a scanner that opens it spends nothing
        await browser.SubmitAsync("reset-link", ("password", NewPassword));
        Assert.Equal("The new password counts", browser.Notice);
    }

    [Fact]
    public async Task Pages_and_API_answer_alike_to_known_unknown_and_unproved_addresses()
    {
        var (known, unproved) = (AccountStory.NewAddress(), AccountStory.NewAddress("eve"));
        await house.JoinsAsync(known);
        await house.SignUpAsync(unproved);
        var seen = new List<string>();
        foreach (var email in new[] { known, unproved, AccountStory.NewAddress("nobody") })
        {
            using var browser = new TestBrowser(house);
            await AskAsync(browser, email);
            var asked = $"{browser.Status} {browser.Location} {string.Join(' ', browser.SetCookies.Select(cookie => $"{cookie.Split('=')[0]} {cookie.Length}"))}";
            await browser.FollowAsync();
            await browser.SubmitAsync("reset", ("code", "000001"), ("password", NewPassword));
            using var http = house.Http();
            using var forgot = await http.PostAsync("/api/v1/auth/forgot", new StringContent($$"""{"email": "{{email}}"}""", MediaTypeHeaderValue.Parse("application/json")));
            var (status, problem) = await http.SendAsync("POST", "/auth/reset", new { email, code = "000001", password = NewPassword });
            seen.Add($"{asked} {browser.Status} {browser.Notice} {forgot.StatusCode} {await forgot.Content.ReadAsStringAsync()} {Headers(forgot)} {status} {problem.Text("code")}");
        }

        Assert.Single(seen.Distinct());
        Assert.Contains("202", seen[0].Replace("Accepted", "202", StringComparison.Ordinal));

        static string Headers(HttpResponseMessage answer) => string.Join(' ', answer.Headers.Select(header => header.Key).Where(name => name != "X-Request-Id").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_program_asks_for_a_code_and_brings_it_back_once()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var http = house.Http();
        await http.SendAsync("POST", "/auth/forgot", new { email = ada });
        var mail = (await house.MailsToAsync(ada))[0];
        Assert.DoesNotContain("/reset/", mail.Text);
        var code = await house.CodeToAsync(ada);

        Assert.Equal(400, (await http.SendAsync("POST", "/auth/reset", new { email = ada, code = AccountStory.Other(code), password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync("POST", "/auth/reset", new { email = ada.ToUpperInvariant(), code, password = NewPassword })).Status);
        Assert.Equal(400, (await http.SendAsync("POST", "/auth/reset", new { email = ada, code, password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync("POST", "/auth/login", new { email = ada, password = NewPassword })).Status);
    }
}
