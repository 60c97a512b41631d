using System.Net;
using App.Accounts;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class SignInPagesTests(TestHost host)
{
    const string Session = "__Host-staff-session";

    static async Task<TestBrowser> SignUpAsync(TestBrowser browser, string email, string organization = "Acme")
    {
        await browser.GetAsync("/signup");
        return await browser.SubmitAsync(
            "signup",
            ("name", "Ada"),
            ("email", email),
            ("organization", organization),
            ("currency", "CHF"),
            ("password", AccountScenario.Password));
    }

    [Fact]
    public async Task Sign_up_sign_out_and_sign_in_work_without_JavaScript()
    {
        var ada = AccountScenario.NewAddress();
        using var browser = new TestBrowser(host);
        await SignUpAsync(browser, ada);
        Assert.Equal("/verify", browser.Location);
        await browser.FollowAsync();

        await browser.SubmitAsync("verify", ("code", AccountScenario.Other(await host.CodeToAsync(ada))));
        Assert.Equal((HttpStatusCode.BadRequest, "Invalid code"), (browser.Status, browser.Notice));
        await browser.SubmitAsync("verify", ("code", (await host.CodeToAsync(ada)).Insert(3, " ")));
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        Assert.StartsWith("/acme", browser.Location);
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(browser)).StatusCode);

        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");
        Assert.Equal("/login", browser.Location);
        Assert.Contains("Clear-Site-Data: \"cache\", \"storage\"", browser.Headers);
        Assert.False(browser.Cookies.ContainsKey(Session));

        await browser.GetAsync("/login?returnUrl=/account/sessions");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountScenario.Password));
        Assert.Equal("/account/sessions", browser.Location);
        await browser.FollowAsync();
        Assert.Contains("Where you are signed in", browser.Html);
    }

    [Fact]
    public async Task Session_cookies_are_secure_http_only_and_same_site_strict()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountScenario.Password));

        foreach (var (name, path) in new[] { (Session, "path=/"), ("__Secure-staff-refresh", "path=/account/refresh") })
        {
            var cookie = Assert.Single(browser.SetCookies, cookie => cookie.StartsWith(name, StringComparison.Ordinal));
            var attributes = cookie.ToLowerInvariant().Split("; ");
            Assert.Subset(attributes.ToHashSet(), new HashSet<string> { path, "secure", "httponly", "samesite=strict" });
            Assert.DoesNotContain(attributes, attribute => attribute.StartsWith("domain", StringComparison.Ordinal));
        }
        Assert.Equal(3, browser.Cookies[Session].Split('.').Length);
        Assert.Equal(43, browser.Cookies["__Secure-staff-refresh"].Length); // 256 bits
    }

    [Fact]
    public async Task Sign_up_looks_the_same_for_known_and_unknown_addresses()
    {
        var known = AccountScenario.NewAddress();
        await host.JoinsAsync(known);
        using var one = new TestBrowser(host);
        using var other = new TestBrowser(host);

        await SignUpAsync(one, known);
        await SignUpAsync(other, AccountScenario.NewAddress());

        Assert.Equal((other.Status, other.Location), (one.Status, one.Location));
        Assert.Equal(Shape(other), Shape(one));
        await one.FollowAsync();
        await other.FollowAsync();
        await one.SubmitAsync("verify", ("code", "123456"));
        await other.SubmitAsync("verify", ("code", "123456"));
        Assert.Equal((other.Status, other.Notice), (one.Status, one.Notice));
        await one.SubmitAsync("renew");
        await other.SubmitAsync("renew");
        Assert.Equal((other.Status, other.Notice), (one.Status, one.Notice));

        static string Shape(TestBrowser browser) =>
            string.Join('\n', browser.SetCookies.Select(cookie => $"{cookie.Split('=')[0]} {cookie.Length}"));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_page()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);

        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", "wrong but long enough"));
        var wrong = (browser.Status, browser.Notice);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", AccountScenario.NewAddress()), ("password", "wrong but long enough"));

        Assert.Equal(wrong, (browser.Status, browser.Notice));
        Assert.Equal("Sign-in failed", browser.Notice);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("evil.example")]
    [InlineData("")]
    public async Task Signing_in_does_not_redirect_to_other_sites(string returnUrl)
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.SubmitAsync("login", ("returnUrl", returnUrl), ("email", ada), ("password", AccountScenario.Password));
        Assert.DoesNotContain("evil", browser.Location ?? "");
        Assert.DoesNotContain("javascript", browser.Location ?? "");

        await browser.GetAsync($"/login?returnUrl={Uri.EscapeDataString(returnUrl)}"); // already signed in
        Assert.Equal("/select", browser.Location);
    }

    [Fact]
    public async Task A_form_without_an_antiforgery_token_or_from_another_origin_is_refused()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        await browser.GetAsync("/login");
        var cookie = browser.SetCookies.Single(cookie => cookie.StartsWith("__Host-antiforgery=", StringComparison.Ordinal));
        Assert.EndsWith("; path=/; secure; samesite=strict; httponly", cookie);
        using var http = host.Http();
        var ours = http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        foreach (var (origin, path, expected) in new[]
        {
            (ours, "/login", 400),
            (ours, "/logout", 400),
            ("https://evil.example", "/login", 403),
            ("https://evil.example", "/logout", 403),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(
                    [new("_handler", "login"), new("email", ada), new("password", AccountScenario.Password)]),
            };
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await http.SendAsync(request);
            Assert.Equal((path, expected), (path, (int)answer.StatusCode));
            Assert.False(
                answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(cookie => cookie.StartsWith(Session, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task The_link_confirms_by_click_in_the_same_browser_and_by_password_in_another()
    {
        var ada = AccountScenario.NewAddress();
        var ben = AccountScenario.NewAddress("ben");
        using var browser = new TestBrowser(host);
        await SignUpAsync(browser, ada);
        var link = $"/verify/{await host.LinkToAsync(ada)}";
        await browser.GetAsync(link);
        await browser.GetAsync(link); // an email scanner that opens the link does not use it up
        await browser.SubmitAsync("verify-link");
        Assert.StartsWith("/acme", browser.Location);

        await host.SignUpAsync(ben);
        using var other = new TestBrowser(host);
        await other.GetAsync($"/verify/{await host.LinkToAsync(ben)}");
        await other.SubmitAsync("verify-link");
        Assert.Equal("Password required", other.Notice);
        await other.SubmitAsync("verify-link", ("password", AccountScenario.Password));
        Assert.StartsWith("/acme", other.Location);
    }

    [Fact]
    public async Task The_API_refuses_an_ended_session_immediately()
    {
        var ada = AccountScenario.NewAddress();
        var signedUp = await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        browser.Cookies[Session] = await host.As(signedUp.Session).SessionTokenAsync();
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(browser)).StatusCode); // this instance caches the session for a second

        await host.As(signedUp.Session).Get<EndSession>().ExecuteAsync(new()); // at another instance

        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(browser)).StatusCode);
    }

    [Fact]
    public async Task The_sessions_page_ends_another_session()
    {
        var ada = AccountScenario.NewAddress();
        var there = (await host.JoinsAsync(ada)).Session;
        using var browser = new TestBrowser(host);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountScenario.Password));

        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync($"end-{there.SessionId}");

        Assert.Equal("/account/sessions", browser.Location);
        Assert.Equal("unauthenticated", (await host.As(there).Get<App.Organizations.GetMe>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task An_invited_person_signs_up_and_joins_using_only_the_pages()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var invitation = $"/invite/{await host.LinkToAsync(eve)}";
        using var browser = new TestBrowser(host);

        await browser.GetAsync(invitation);
        await browser.SubmitAsync("accept");
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(invitation)}", browser.Location);
        await browser.GetAsync($"/signup?returnUrl={Uri.EscapeDataString(invitation)}");
        Assert.DoesNotContain("name=\"organization\"", browser.Html);
        await browser.SubmitAsync("signup", ("name", "Eve"), ("email", eve), ("password", AccountScenario.Password));
        await browser.FollowAsync();
        await browser.SubmitAsync("verify", ("code", await host.CodeToAsync(eve)));
        Assert.Equal(invitation, browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("accept");

        Assert.Equal($"/{acme.Slug}", browser.Location);
    }

    [Fact]
    public async Task An_invalid_invitation_shows_a_message()
    {
        using var browser = new TestBrowser(host);

        await browser.GetAsync("/invite/worn-out");

        Assert.Contains("This invitation no longer works", browser.Html);
    }

    [Fact]
    public async Task The_start_page_leads_members_to_their_organization()
    {
        using var browser = new TestBrowser(host);
        var acme = await host.OrganizationAsync();
        browser.Cookies[Session] = await acme.Owner.SessionTokenAsync();
        Assert.Contains("href=\"/select\"", (await browser.GetAsync("/")).Html);
        Assert.Equal($"/{acme.Slug}", (await browser.GetAsync("/select")).Location);

        await browser.GetAsync("/select?all=1");
        await browser.SubmitAsync("create", ("name", "Second try"), ("currency", "USD"), ("timeZone", "Europe/Paris"));
        Assert.StartsWith("/second-try", browser.Location);
    }

    async Task<HttpResponseMessage> MeAsync(TestBrowser browser)
    {
        using var http = host.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Cookie", $"{Session}={browser.Cookies[Session]}");
        return await http.SendAsync(request);
    }
}
