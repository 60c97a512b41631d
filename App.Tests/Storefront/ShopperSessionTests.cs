using System.Net;
using System.Net.Http.Headers;
using App.Accounts;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

/// <summary>Where a shopper is signed in, on a page without script and in a program; and "this was not me".</summary>
public sealed partial class ShopperSessionTests(TestHouse house)
{
    async Task<(TestOrganization Acme, string Home, string Email)> ShopAsync()
    {
        var acme = await house.OrganizationAsync();
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        return (acme, $"/s/{acme.Slug}", email);
    }

    async Task<TestBrowser> SignInAsync(string home, string email)
    {
        var browser = new TestBrowser(house);
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
        return browser;
    }

    async Task<MailView> ToldAsync(string email) => (await house.MailsToAsync(email)).First(mail => mail.Subject.StartsWith("New sign-in to Acme", StringComparison.Ordinal));

    [Fact]
    public async Task Rosa_ends_one_session_and_then_all_others_and_their_cookies_open_nothing()
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
        Assert.Equal(3, end.Count); // the one that joined, and the two others
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
                Assert.Equal((HttpStatusCode.Redirect, true), (gone.Status, gone.Location!.StartsWith($"{home}/login?", StringComparison.Ordinal)));
            }
        await here.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.OK, here.Status);
    }

    [System.Text.RegularExpressions.GeneratedRegex("value=\"(end-shs_[a-z0-9]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Ends();

    [Fact]
    public async Task A_form_of_a_session_that_is_gone_does_nothing()
    {
        var (_, home, email) = await ShopAsync();
        using var here = await SignInAsync(home, email);
        using var other = await SignInAsync(home, email);
        await other.GetAsync($"{home}/account/sessions"); // open before the revoke

        await here.GetAsync($"{home}/account/sessions");
        await here.SubmitAsync("end-others");
        await other.SubmitAsync("end-others");

        Assert.NotEqual(HttpStatusCode.OK, other.Status);
        await here.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.OK, here.Status);
    }

    [Fact]
    public async Task Nobody_ends_or_sees_the_session_of_another_shopper()
    {
        var (acme, _, email) = await ShopAsync();
        var rosa = (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Value;
        var eve = await acme.LetsInAsync(house, await acme.KnowsCafeAsync("Bar"));

        Assert.Equal("not_found", (await eve.Get<EndShopperSession>().ExecuteAsync(new(rosa.SessionId))).Problem?.Code);
        Assert.Single((await eve.Get<ListShopperSessions>().ExecuteAsync(new())).Value.Data);
        Assert.Equal("unauthenticated", (await acme.Visitor.Get<ListShopperSessions>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("unauthenticated", (await acme.Owner.Get<ListShopperSessions>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task A_program_lists_and_ends_them()
    {
        var (acme, _, email) = await ShopAsync();
        using var http = house.Http();
        var api = $"/storefront/{acme.Slug}";
        async Task<string> TokenAsync() => (await http.SendAsync("POST", $"{api}/auth/login", new { email, password = StorefrontStory.Password })).Body.Text("access_token");
        async Task<(int Status, System.Text.Json.JsonElement Body)> AsAsync(string token, string method, string path)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await http.SendAsync(method, api + path);
        }
        var (one, other) = (await TokenAsync(), await TokenAsync());

        var theirs = (await AsAsync(other, "GET", "/me/sessions")).Body.GetProperty("data").EnumerateArray().Single(session => session.GetProperty("current").GetBoolean()).Text("id");
        Assert.Equal(204, (await AsAsync(one, "DELETE", $"/me/sessions/{theirs}")).Status);

        Assert.Equal(401, (await AsAsync(other, "GET", "/me/sessions")).Status);
        Assert.Equal(404, (await AsAsync(one, "DELETE", "/me/sessions/none")).Status);
        Assert.Equal(2, (await AsAsync(one, "GET", "/me/sessions")).Body.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_new_browser_is_told_once_by_the_shops_name_and_the_one_that_joined_is_not()
    {
        var (_, home, email) = await ShopAsync();
        Assert.DoesNotContain(await house.MailsToAsync(email), mail => mail.Subject.StartsWith("New sign-in", StringComparison.Ordinal));

        using var browser = await SignInAsync(home, email);
        Assert.Contains(browser.SetCookies, cookie => cookie.StartsWith("__Host-shopper-browser=", StringComparison.Ordinal));
        await browser.GetAsync(home);
        await browser.SubmitAsync($"{home}/logout");
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));

        Assert.Single(await house.MailsToAsync(email), mail => mail.Subject.StartsWith("New sign-in to Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_me_ends_all_of_it_by_a_click_and_the_link_is_worth_nothing_at_another_shop()
    {
        var (_, home, email) = await ShopAsync();
        var globex = await house.OrganizationAsync("Globex");
        using var thief = await SignInAsync(home, email);
        var link = (await ToldAsync(email)).Text.Split("/account/not-me/")[1][..Token.Length];
        using var phone = new TestBrowser(house);

        await phone.GetAsync($"/s/{globex.Slug}/account/not-me/{link}");
        Assert.Equal(HttpStatusCode.Gone, phone.Status);
        await phone.GetAsync($"/account/not-me/{link}");
        Assert.Equal(HttpStatusCode.Gone, phone.Status);
        await phone.GetAsync($"{home}/account/not-me/{link}");
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
        await phone.SubmitAsync("reset", ("code", await house.CodeToAsync(email)), ("password", "rosa likes black tea now"));
        await again.GetAsync($"{home}/login");
        await again.SubmitAsync("login", ("email", email), ("password", "rosa likes black tea now"));
        Assert.True(again.Cookies.ContainsKey(StorefrontRealm.Cookie));
    }
}
