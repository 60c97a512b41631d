using System.Net;
using System.Net.Http.Headers;
using App.Accounts;
using App.Storefront;

namespace App.Tests.Storefront;

/// <summary>Shoppers list and end sessions and report unrecognized sign-ins, without JavaScript and by API.</summary>
public sealed partial class ShopperSessionTests(TestHost host)
{
    async Task<(TestOrganization Acme, string Home, string Email)> ShopAsync()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        return (acme, $"/s/{acme.Slug}", email);
    }

    async Task<TestBrowser> SignInAsync(string home, string email)
    {
        var browser = new TestBrowser(host);
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        return browser;
    }

    async Task<EmailView> AlertAsync(string email) => (await host.EmailsToAsync(email))
        .First(message => message.Subject.StartsWith("New sign-in to Acme", StringComparison.Ordinal));

    [Fact]
    public async Task Ending_one_session_and_then_all_others_invalidates_their_cookies()
    {
        var (_, home, email) = await ShopAsync();
        using var here = await SignInAsync(home, email);
        using var lost = await SignInAsync(home, email);
        using var lent = await SignInAsync(home, email);
        await lost.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.OK, lost.Status);

        await here.GetAsync(home);
        Assert.Contains($"{home}/account", here.Html);
        await here.GetAsync($"{home}/account");
        Assert.Contains($"{home}/account/sessions", here.Html);
        await here.GetAsync($"{home}/account/sessions");
        Assert.Equal(1, here.Html.Split("This device").Length - 1);
        var end = Ends().Matches(here.Html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, end.Count); // the session that accepted the invitation and the two others
        await here.SubmitAsync(end[0]);
        Assert.Equal($"{home}/account/sessions", here.Location);
        await here.FollowAsync();
        Assert.Equal(2, Ends().Count(here.Html));
        await here.SubmitAsync("end-others");
        await here.FollowAsync();
        Assert.Equal(0, Ends().Count(here.Html));

        foreach (var gone in new[] { lost, lent })
            foreach (var page in new[] { "/orders", "/account/sessions", "/checkout" })
            {
                await gone.GetAsync(home + page);
                Assert.Equal(
                    (HttpStatusCode.Redirect, true),
                    (gone.Status, gone.Location!.StartsWith($"{home}/login?", StringComparison.Ordinal)));
            }
        await here.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.OK, here.Status);
    }

    [System.Text.RegularExpressions.GeneratedRegex("value=\"(end-ses_[a-z0-9]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Ends();

    [Fact]
    public async Task A_form_posted_from_an_ended_session_does_nothing()
    {
        var (_, home, email) = await ShopAsync();
        using var here = await SignInAsync(home, email);
        using var other = await SignInAsync(home, email);
        await other.GetAsync($"{home}/account/sessions"); // opened before the session ends

        await here.GetAsync($"{home}/account/sessions");
        await here.SubmitAsync("end-others");
        await other.SubmitAsync("end-others");

        Assert.NotEqual(HttpStatusCode.OK, other.Status);
        await here.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.OK, here.Status);
    }

    [Fact]
    public async Task Sessions_of_another_shopper_cannot_be_seen_or_ended()
    {
        var (acme, _, email) = await ShopAsync();
        var rosa = (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Value;
        var eve = await acme.LetsInAsync(host, await acme.KnowsCafeAsync("Bar"));

        Assert.Equal("not_found", (await eve.Get<EndShopperSession>().ExecuteAsync(new(rosa.SessionId))).Problem?.Code);
        Assert.Single((await eve.Get<ListShopperSessions>().ExecuteAsync(new())).Value.Data);
        Assert.Equal("unauthenticated", (await acme.Visitor.Get<ListShopperSessions>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("unauthenticated", (await acme.Owner.Get<ListShopperSessions>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task An_API_client_lists_and_ends_shopper_sessions()
    {
        var (acme, _, email) = await ShopAsync();
        using var http = host.Http();
        var api = $"/storefront/{acme.Slug}";
        async Task<string> TokenAsync() =>
            (await http.SendAsync(
                "POST", $"{api}/auth/login", new { email, password = StorefrontScenario.Password })).Body.Text("access_token");
        async Task<(int Status, System.Text.Json.JsonElement Body)> AsAsync(string token, string method, string path)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await http.SendAsync(method, api + path);
        }
        var one = await TokenAsync();
        var other = await TokenAsync();

        var theirs = (await AsAsync(other, "GET", "/me/sessions")).Body.GetProperty("data").EnumerateArray()
            .Single(session => session.GetProperty("current").GetBoolean()).Text("id");
        Assert.Equal(204, (await AsAsync(one, "DELETE", $"/me/sessions/{theirs}")).Status);

        Assert.Equal(401, (await AsAsync(other, "GET", "/me/sessions")).Status);
        Assert.Equal(404, (await AsAsync(one, "DELETE", "/me/sessions/none")).Status);
        Assert.Equal(2, (await AsAsync(one, "GET", "/me/sessions")).Body.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_new_browser_is_reported_once_and_the_one_that_accepted_the_invitation_is_not()
    {
        var (_, home, email) = await ShopAsync();
        Assert.DoesNotContain(
            await host.EmailsToAsync(email), message => message.Subject.StartsWith("New sign-in", StringComparison.Ordinal));

        using var browser = await SignInAsync(home, email);
        Assert.Contains(browser.SetCookies, cookie => cookie.StartsWith("__Host-shopper-browser=", StringComparison.Ordinal));
        await browser.GetAsync(home);
        await browser.SubmitAsync($"{home}/logout");
        Assert.Contains("Clear-Site-Data: \"cache\", \"storage\"", browser.Headers);
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));

        Assert.Single(
            await host.EmailsToAsync(email),
            message => message.Subject.StartsWith("New sign-in to Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reporting_a_sign_in_ends_all_sessions_and_the_link_fails_at_other_storefronts()
    {
        var (_, home, email) = await ShopAsync();
        var globex = await host.OrganizationAsync("Globex");
        using var thief = await SignInAsync(home, email);
        var link = (await AlertAsync(email)).Text.Split("/account/unrecognized-sign-in/")[1][..Token.Length];
        using var phone = new TestBrowser(host);

        await phone.GetAsync($"/s/{globex.Slug}/account/unrecognized-sign-in/{link}");
        Assert.Equal(HttpStatusCode.Gone, phone.Status);
        await phone.GetAsync($"/account/unrecognized-sign-in/{link}");
        Assert.Equal(HttpStatusCode.Gone, phone.Status);
        await phone.GetAsync($"{home}/account/unrecognized-sign-in/{link}");
        await thief.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.OK, thief.Status);
        using var twice = phone.Twin();
        await phone.SubmitAsync("disown");
        await twice.SubmitAsync("disown");

        Assert.Contains("You are signed out everywhere", phone.Html);
        Assert.Equal(HttpStatusCode.Gone, twice.Status);
        await thief.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.Redirect, thief.Status);
        using var again = await SignInAsync(home, email);
        Assert.Equal("Sign-in failed", again.Notice);

        await phone.GetAsync($"{home}/forgot");
        await phone.SubmitAsync("forgot", ("email", email));
        await phone.FollowAsync();
        await phone.SubmitAsync("reset", ("code", await host.CodeToAsync(email)), ("password", "rosa likes black tea now"));
        await again.GetAsync($"{home}/login");
        await again.SubmitAsync("login", ("email", email), ("password", "rosa likes black tea now"));
        Assert.True(again.Cookies.ContainsKey(StorefrontRealm.Cookie));
    }
}
