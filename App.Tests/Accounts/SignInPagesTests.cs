using System.Net;
using App.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class SignInPagesTests(TestHouse house)
{
    const string Session = "__Host-staff-session";

    static async Task<TestBrowser> SignUpAsync(TestBrowser browser, string email, string organization = "Acme")
    {
        await browser.GetAsync("/signup");
        return await browser.SubmitAsync("signup", ("name", "Ada"), ("email", email), ("organization", organization), ("currency", "CHF"), ("password", AccountStory.Password));
    }

    [Fact]
    public async Task Without_script_Ada_signs_up_enters_her_code_signs_out_and_in_again()
    {
        var ada = AccountStory.NewAddress();
        using var browser = new TestBrowser(house);
        await SignUpAsync(browser, ada);
        Assert.Equal("/verify", browser.Location);
        await browser.FollowAsync();

        await browser.SubmitAsync("verify", ("code", AccountStory.Other(await house.CodeToAsync(ada))));
        Assert.Equal((HttpStatusCode.BadRequest, "Code refused"), (browser.Status, browser.Notice));
        await browser.SubmitAsync("verify", ("code", (await house.CodeToAsync(ada)).Insert(3, " ")));
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        Assert.StartsWith("/acme", browser.Location);
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(browser)).StatusCode);

        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");
        Assert.Equal("/login", browser.Location);
        Assert.False(browser.Cookies.ContainsKey(Session));

        await browser.GetAsync("/login?returnUrl=/account/sessions");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountStory.Password));
        Assert.Equal("/account/sessions", browser.Location);
        await browser.FollowAsync();
        Assert.Contains("Where you are signed in", browser.Html);
    }

    [Fact]
    public async Task The_cookies_are_for_our_own_pages_over_TLS_and_for_no_script()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountStory.Password));

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
    public async Task Signing_up_looks_the_same_for_a_known_and_an_unknown_address()
    {
        var known = AccountStory.NewAddress();
        await house.JoinsAsync(known);
        using var one = new TestBrowser(house);
        using var other = new TestBrowser(house);

        await SignUpAsync(one, known);
        await SignUpAsync(other, AccountStory.NewAddress());

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

        static string Shape(TestBrowser browser) => string.Join('\n', browser.SetCookies.Select(cookie => $"{cookie.Split('=')[0]} {cookie.Length}"));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_page()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);

        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", "wrong but long enough"));
        var wrong = (browser.Status, browser.Notice);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", AccountStory.NewAddress()), ("password", "wrong but long enough"));

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
    public async Task Signing_in_leads_to_no_other_site(string returnUrl)
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        await browser.GetAsync($"/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.SubmitAsync("login", ("returnUrl", returnUrl), ("email", ada), ("password", AccountStory.Password));
        Assert.DoesNotContain("evil", browser.Location ?? "");
        Assert.DoesNotContain("javascript", browser.Location ?? "");

        await browser.GetAsync($"/login?returnUrl={Uri.EscapeDataString(returnUrl)}"); // signed in already
        Assert.Equal("/select", browser.Location);
    }

    [Fact]
    public async Task A_form_without_its_token_or_from_elsewhere_changes_nothing()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        await browser.GetAsync("/login");
        using var http = house.Http();
        var ours = http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        foreach (var (origin, path, expected) in new[] { (ours, "/login", 400), (ours, "/logout", 400), ("https://evil.example", "/login", 403), ("https://evil.example", "/logout", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent([new("_handler", "login"), new("email", ada), new("password", AccountStory.Password)]),
            };
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await http.SendAsync(request);
            Assert.Equal((path, expected), (path, (int)answer.StatusCode));
            Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith(Session, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task The_mailed_link_confirms_by_a_click_in_the_same_browser_and_by_the_password_in_another()
    {
        var (ada, ben) = (AccountStory.NewAddress(), AccountStory.NewAddress("ben"));
        using var browser = new TestBrowser(house);
        await SignUpAsync(browser, ada);
        var link = $"/verify/{await house.LinkToAsync(ada)}";
        await browser.GetAsync(link);
        await browser.GetAsync(link); // a scanner that opens it spends nothing
        await browser.SubmitAsync("verify-link");
        Assert.StartsWith("/acme", browser.Location);

        await house.SignUpAsync(ben);
        using var other = new TestBrowser(house);
        await other.GetAsync($"/verify/{await house.LinkToAsync(ben)}");
        await other.SubmitAsync("verify-link");
        Assert.Equal("Password needed", other.Notice);
        await other.SubmitAsync("verify-link", ("password", AccountStory.Password));
        Assert.StartsWith("/acme", other.Location);
    }

    [Fact]
    public async Task An_ended_session_is_refused_by_the_API_at_once_and_led_to_sign_in_by_pages()
    {
        var ada = AccountStory.NewAddress();
        var signedUp = await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        browser.Cookies[Session] = await house.As(signedUp.Session).SessionTokenAsync();
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(browser)).StatusCode); // believed by this instance for a second

        await house.As(signedUp.Session).Get<EndSession>().ExecuteAsync(new()); // by another instance

        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(browser)).StatusCode);
    }

    [Fact]
    public async Task On_the_sessions_page_another_session_is_ended()
    {
        var ada = AccountStory.NewAddress();
        var there = (await house.JoinsAsync(ada)).Session;
        using var browser = new TestBrowser(house);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountStory.Password));

        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync($"end-{there.SessionId}");

        Assert.Equal("/account/sessions", browser.Location);
        Assert.Equal("unauthenticated", (await house.As(there).Get<App.Organizations.GetMe>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task An_invited_person_comes_in_by_the_pages_alone()
    {
        var acme = await house.OrganizationAsync();
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<App.Organizations.InviteMember>().ExecuteAsync(new(eve, App.Platform.Role.Member));
        var invitation = $"/invite/{await house.LinkToAsync(eve)}";
        using var browser = new TestBrowser(house);

        await browser.GetAsync(invitation);
        await browser.SubmitAsync("accept");
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(invitation)}", browser.Location);
        await browser.GetAsync($"/signup?returnUrl={Uri.EscapeDataString(invitation)}");
        Assert.DoesNotContain("name=\"organization\"", browser.Html);
        await browser.SubmitAsync("signup", ("name", "Eve"), ("email", eve), ("password", AccountStory.Password));
        await browser.FollowAsync();
        await browser.SubmitAsync("verify", ("code", await house.CodeToAsync(eve)));
        Assert.Equal(invitation, browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("accept");

        Assert.Equal($"/{acme.Slug}", browser.Location);
    }

    [Fact]
    public async Task A_worn_out_invitation_says_so()
    {
        using var browser = new TestBrowser(house);

        await browser.GetAsync("/invite/worn-out");

        Assert.Contains("This invitation no longer works", browser.Html);
    }

    [Fact]
    public async Task The_start_page_leads_where_one_belongs()
    {
        using var browser = new TestBrowser(house);
        Assert.Null((await browser.GetAsync("/")).Location); // visitors are told what this is
        var acme = await house.OrganizationAsync();
        browser.Cookies[Session] = await acme.Owner.SessionTokenAsync();
        Assert.EndsWith("/select", (await browser.GetAsync("/")).Location);
        Assert.Equal($"/{acme.Slug}", (await browser.GetAsync("/select")).Location);

        await browser.GetAsync("/select?all=1");
        await browser.SubmitAsync("create", ("name", "Second try"), ("currency", "USD"), ("timeZone", "Europe/Paris"));
        Assert.StartsWith("/second-try", browser.Location);
    }

    async Task<HttpResponseMessage> MeAsync(TestBrowser browser)
    {
        using var http = house.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Cookie", $"{Session}={browser.Cookies[Session]}");
        return await http.SendAsync(request);
    }
}
