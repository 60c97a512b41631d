using System.Net;
using App.Accounts;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>A sign-in from an unknown device sends an email with a link to report it as unrecognized.</summary>
public sealed class NewDeviceTests(TestHost host)
{
    const string Subject = "New sign-in to Stockade";
    const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    readonly FakeClock clock = new();
    ServiceProvider? services;

    ServiceProvider Services => services ??= host.At(clock);

    async Task<int> AlertCountAsync(string email) =>
        (await host.EmailsToAsync(email)).Count(message => message.Subject == Subject);

    async Task<string> LinkAsync(string email) => (await host.EmailsToAsync(email))
        .First(message => message.Subject == Subject).Text.Split("/account/unrecognized-sign-in/")[1][..Token.Length];

    static async Task<TestBrowser> SignInAsync(TestBrowser browser, string email, string password = AccountScenario.Password)
    {
        await browser.GetAsync("/login");
        return await browser.SubmitAsync("login", ("email", email), ("password", password));
    }

    /// <summary>Signs in as an API client with this address and user agent, at the test's time.</summary>
    async Task<OpenedSession> ApiSignInAsync(string email, string address, string userAgent)
    {
        using var scope = Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(() => new Credential.None(), IPAddress.Parse(address), userAgent);
        var session = (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(
            email, AccountScenario.Password, default)).Value.Session!;
        clock.Advance(TimeSpan.FromSeconds(1)); // so later emails sort after earlier ones
        return session;
    }

    [Fact]
    public async Task A_new_browser_is_reported_once_and_then_recognized_by_its_cookie()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        using var stolen = new TestBrowser(host);

        await SignInAsync(browser, ada);
        var cookie = Assert.Single(
            browser.SetCookies,
            cookie => cookie.StartsWith("__Host-staff-browser=", StringComparison.Ordinal)).ToLowerInvariant().Split("; ");
        Assert.Subset(
            cookie.ToHashSet(), new HashSet<string> { "path=/", "secure", "httponly", "samesite=lax", "max-age=34560000" });
        Assert.Equal(1, await AlertCountAsync(ada));
        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");
        await SignInAsync(browser, ada);
        Assert.Equal(1, await AlertCountAsync(ada));
        await SignInAsync(stolen, ada);
        Assert.Equal(2, await AlertCountAsync(ada));

        var bob = AccountScenario.NewAddress("bob"); // in Ada's browser
        await host.JoinsAsync(bob);
        browser.Cookies.Remove(StaffRealm.AccessCookie);
        await SignInAsync(browser, bob);
        Assert.Equal(1, await AlertCountAsync(bob));
    }

    [Fact]
    public async Task The_browser_that_signed_up_is_known_and_a_wrong_password_sends_no_email()
    {
        var ada = AccountScenario.NewAddress();
        using var browser = new TestBrowser(host);
        await browser.GetAsync("/signup");
        await browser.SubmitAsync(
            "signup", ("name", "Ada"), ("email", ada), ("organization", "Acme"), ("password", AccountScenario.Password));
        await browser.FollowAsync();
        await browser.SubmitAsync("verify", ("code", await host.CodeToAsync(ada)));
        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");

        await SignInAsync(browser, ada);
        using var other = new TestBrowser(host);
        await SignInAsync(other, ada, "wrong but long enough");

        Assert.True(browser.Cookies.ContainsKey(StaffRealm.AccessCookie));
        Assert.Equal(0, await AlertCountAsync(ada));
    }

    [Fact]
    public async Task An_API_client_is_recognized_by_its_user_agent_and_network()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var (address, userAgent, alerts) in new[]
        {
            ("192.0.2.7", "curl/8.5.0", 1), ("192.0.2.200", "curl/8.5.0", 1), ("192.0.2.7", "till/1", 2),
            ("198.51.100.7", "curl/8.5.0", 3), ("2001:db8:1::7", "curl/8.5.0", 4), ("2001:db8:1:2::9", "curl/8.5.0", 4),
            ("::ffff:192.0.2.9", "curl/8.5.0", 4),
        })
        {
            await ApiSignInAsync(ada, address, userAgent);
            Assert.Equal(alerts, await AlertCountAsync(ada));
        }
        Assert.Contains("curl", (await host.EmailsToAsync(ada))[0].Text);
    }

    [Fact]
    public async Task Viewing_the_link_has_no_effect_and_its_button_ends_all_sessions_once()
    {
        var ada = AccountScenario.NewAddress();
        var first = (await host.JoinsAsync(ada)).Session;
        using var thief = new TestBrowser(host);
        await SignInAsync(thief, ada);
        var address = $"/account/unrecognized-sign-in/{await LinkAsync(ada)}";
        using var phone = new TestBrowser(host); // opens the email; it need not be signed in

        await phone.GetAsync(address);
        await phone.GetAsync(address);
        Assert.Contains("Don't recognize this sign-in?", phone.Html);
        await thief.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, thief.Status);
        using var twice = phone.Twin();
        await phone.SubmitAsync("disown");
        await twice.SubmitAsync("disown");

        Assert.Contains("You are signed out everywhere", phone.Html);
        Assert.Equal(HttpStatusCode.Gone, twice.Status);
        Assert.Contains("Link expired or already used", twice.Html);
        await thief.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Redirect, thief.Status);
        Assert.Equal("unauthenticated", (await host.As(first).Get<App.Organizations.GetMe>().ExecuteAsync(new())).Problem?.Code);
        using var again = new TestBrowser(host);
        await SignInAsync(again, ada);
        Assert.Equal((HttpStatusCode.BadRequest, "Sign-in failed"), (again.Status, again.Notice)); // the password no longer works

        await phone.GetAsync("/reset");
        await phone.SubmitAsync("reset", ("code", await host.CodeToAsync(ada)), ("password", "another walk in the snow"));
        await SignInAsync(phone, ada, "another walk in the snow");
        Assert.True(phone.Cookies.ContainsKey(StaffRealm.AccessCookie));
    }

    [Fact]
    public async Task Reporting_an_unrecognized_sign_in_forgets_trusted_devices()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret), remember: true);
        Assert.NotNull(done.Device);
        using (var scope = ada.Services.CreateScope())
        {
            scope.ServiceProvider.GetRequiredService<Caller>().Is(() => new Credential.None(), IPAddress.Loopback, Firefox);
            Assert.NotNull((await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(
                ada.Email, AccountScenario.Password, done.Device, null, default)).Value.Session);
        }

        Assert.True((await ada.Visitor.Get<ReportUnrecognizedSignIn>().ExecuteAsync(new(await LinkAsync(ada.Email)))).Succeeded);

        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from platform.trusted_devices where account_id = $1", await ada.AccountIdAsync()));
        // the owner keeps the app
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from platform.authenticators where account_id = $1", await ada.AccountIdAsync()));
    }

    [Fact]
    public async Task The_link_works_for_seven_days_and_other_tokens_are_refused()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromSeconds(1));
        await ApiSignInAsync(ada, "192.0.2.7", Firefox);
        var link = await LinkAsync(ada);
        var visitor = host.Visitor(Services);

        clock.Advance(KnownDevice.LinkLifetime - TimeSpan.FromSeconds(2));
        Assert.Equal("Firefox on Linux", (await visitor.Get<GetUnrecognizedSignIn>().ExecuteAsync(new(link))).Value.Device);
        clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var refused in new[] { link, Token.New(), "", new string('a', 5000) })
        {
            Assert.Equal(
                "device_link_closed", (await visitor.Get<GetUnrecognizedSignIn>().ExecuteAsync(new(refused))).Problem?.Code);
            Assert.Equal(
                "device_link_closed", (await visitor.Get<ReportUnrecognizedSignIn>().ExecuteAsync(new(refused))).Problem?.Code);
        }
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from platform.known_devices where link_hash = $1", System.Text.Encoding.UTF8.GetBytes(link)));
    }

    [Fact]
    public async Task One_of_fifty_concurrent_clicks_succeeds()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromSeconds(1));
        await ApiSignInAsync(ada, "192.0.2.7", Firefox);
        var link = await LinkAsync(ada);

        var clicks = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => host.Visitor(Services).Get<ReportUnrecognizedSignIn>().ExecuteAsync(new(link))));

        Assert.Single(clicks, click => click.Succeeded);
        Assert.All(clicks.Where(click => !click.Succeeded), click => Assert.Equal("device_link_closed", click.Problem?.Code));
    }

    [Fact]
    public async Task Devices_unused_for_a_long_time_are_forgotten()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: Services);
        await ApiSignInAsync(ada, "192.0.2.7", Firefox);
        clock.Advance(KnownDevice.Kept - TimeSpan.FromDays(1));
        await ApiSignInAsync(ada, "192.0.2.7", Firefox);
        clock.Advance(TimeSpan.FromDays(2));

        await Services.DeleteOldRowsAsync("prune known devices");

        // the device that signed up was pruned
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from platform.known_devices d join platform.accounts a on a.id = d.account_id where a.email = $1",
            ada));
    }
}
