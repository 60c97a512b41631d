using System.Net;
using App.Accounts;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>A sign-in from a device that was not known is told by mail, whose link says "this was not me".</summary>
public sealed class NewDeviceTests(TestHouse house)
{
    const string Subject = "New sign-in to Stockade", Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    readonly TestClock clock = new();
    ServiceProvider? services;

    ServiceProvider Services => services ??= house.At(clock);

    async Task<int> ToldAsync(string email) => (await house.MailsToAsync(email)).Count(mail => mail.Subject == Subject);

    async Task<string> LinkAsync(string email) => (await house.MailsToAsync(email)).First(mail => mail.Subject == Subject).Text.Split("/account/not-me/")[1][..Token.Length];

    static async Task<TestBrowser> SignInAsync(TestBrowser browser, string email, string password = AccountStory.Password)
    {
        await browser.GetAsync("/login");
        return await browser.SubmitAsync("login", ("email", email), ("password", password));
    }

    /// <summary>A program's sign-in from somewhere, on the test's clock.</summary>
    async Task<OpenedSession> ProgramAsync(string email, string address, string userAgent)
    {
        using var scope = Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(() => new Credential.None(), IPAddress.Parse(address), userAgent);
        var session = (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, AccountStory.Password, default)).Value.Session!;
        clock.Advance(TimeSpan.FromSeconds(1)); // later mails are later
        return session;
    }

    [Fact]
    public async Task A_new_browser_is_told_once_and_known_by_its_cookie_from_then_on()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var desk = new TestBrowser(house);
        using var stolen = new TestBrowser(house);

        await SignInAsync(desk, ada);
        var cookie = Assert.Single(desk.SetCookies, cookie => cookie.StartsWith("__Host-staff-browser=", StringComparison.Ordinal)).ToLowerInvariant().Split("; ");
        Assert.Subset(cookie.ToHashSet(), new HashSet<string> { "path=/", "secure", "httponly", "samesite=lax", "max-age=34560000" });
        Assert.Equal(1, await ToldAsync(ada));
        await desk.GetAsync("/account/sessions");
        await desk.SubmitAsync("/logout");
        await SignInAsync(desk, ada);
        Assert.Equal(1, await ToldAsync(ada));
        await SignInAsync(stolen, ada);
        Assert.Equal(2, await ToldAsync(ada));

        var bob = AccountStory.NewAddress("bob"); // at Ada's desk
        await house.JoinsAsync(bob);
        desk.Cookies.Remove(StaffCookie.Access);
        await SignInAsync(desk, bob);
        Assert.Equal(1, await ToldAsync(bob));
    }

    [Fact]
    public async Task The_browser_that_signed_up_is_known_and_a_wrong_password_is_told_to_nobody()
    {
        var ada = AccountStory.NewAddress();
        using var browser = new TestBrowser(house);
        await browser.GetAsync("/signup");
        await browser.SubmitAsync("signup", ("name", "Ada"), ("email", ada), ("organization", "Acme"), ("password", AccountStory.Password));
        await browser.FollowAsync();
        await browser.SubmitAsync("verify", ("code", await house.CodeToAsync(ada)));
        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");

        await SignInAsync(browser, ada);
        using var other = new TestBrowser(house);
        await SignInAsync(other, ada, "wrong but long enough");

        Assert.True(browser.Cookies.ContainsKey(StaffCookie.Access));
        Assert.Equal(0, await ToldAsync(ada));
    }

    [Fact]
    public async Task A_program_is_known_by_its_name_and_its_network()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var (address, name, told) in new[]
        {
            ("192.0.2.7", "curl/8.5.0", 1), ("192.0.2.200", "curl/8.5.0", 1), ("192.0.2.7", "till/1", 2), ("198.51.100.7", "curl/8.5.0", 3), ("2001:db8:1::7", "curl/8.5.0", 4), ("2001:db8:1:2::9", "curl/8.5.0", 4),
            ("::ffff:192.0.2.9", "curl/8.5.0", 4),
        })
        {
            await ProgramAsync(ada, address, name);
            Assert.Equal(told, await ToldAsync(ada));
        }
        Assert.Contains("curl", (await house.MailsToAsync(ada))[0].Text);
    }

    [Fact]
    public async Task Looking_at_the_link_does_nothing_its_button_ends_all_and_works_once()
    {
        var ada = AccountStory.NewAddress();
        var first = (await house.JoinsAsync(ada)).Session;
        using var thief = new TestBrowser(house);
        await SignInAsync(thief, ada);
        var address = $"/account/not-me/{await LinkAsync(ada)}";
        using var phone = new TestBrowser(house); // where the mail is read, signed in or not

        await phone.GetAsync(address);
        await phone.GetAsync(address);
        Assert.Contains("Was this not you?", phone.Html);
        await thief.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, thief.Status);
        using var twice = phone.Twin();
        await phone.SubmitAsync("disown");
        await twice.SubmitAsync("disown");

        Assert.Contains("You are signed out everywhere", phone.Html);
        Assert.Equal(HttpStatusCode.Gone, twice.Status);
        Assert.Contains("This link leads nowhere", twice.Html);
        await thief.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Redirect, thief.Status);
        Assert.Equal("unauthenticated", (await house.As(first).Get<App.Organizations.GetMe>().ExecuteAsync(new())).Problem?.Code);
        using var again = new TestBrowser(house);
        await SignInAsync(again, ada);
        Assert.Equal((HttpStatusCode.BadRequest, "Sign-in failed"), (again.Status, again.Notice)); // the password is worthless

        await phone.GetAsync("/reset");
        await phone.SubmitAsync("reset", ("code", await house.CodeToAsync(ada)), ("password", "another walk in the snow"));
        await SignInAsync(phone, ada, "another walk in the snow");
        Assert.True(phone.Cookies.ContainsKey(StaffCookie.Access));
    }

    [Fact]
    public async Task No_browser_leaves_out_the_second_step_any_longer()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret), remember: true);
        Assert.NotNull(done.Device);
        using (var scope = ada.Services.CreateScope())
        {
            scope.ServiceProvider.GetRequiredService<Caller>().Is(() => new Credential.None(), IPAddress.Loopback, Firefox);
            Assert.NotNull((await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(ada.Email, AccountStory.Password, done.Device, null, default)).Value.Session);
        }

        Assert.True((await ada.Visitor.Get<DisownDevice>().ExecuteAsync(new(await LinkAsync(ada.Email)))).Succeeded);

        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.remembered_devices where account_id = $1", await ada.AccountIdAsync()));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from platform.authenticators where account_id = $1", await ada.AccountIdAsync())); // whoever is the owner still has the phone
    }

    [Fact]
    public async Task The_link_leads_somewhere_for_seven_days_and_only_its_own()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromSeconds(1));
        await ProgramAsync(ada, "192.0.2.7", Firefox);
        var (link, visitor) = (await LinkAsync(ada), house.Visitor(Services));

        clock.Advance(KnownDevice.LinkLifetime - TimeSpan.FromSeconds(2));
        Assert.Equal("Firefox on Linux", (await visitor.Get<ReadNewDevice>().ExecuteAsync(new(link))).Value.Device);
        clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var worn in new[] { link, Token.New(), "", new string('a', 5000) })
        {
            Assert.Equal("device_link_closed", (await visitor.Get<ReadNewDevice>().ExecuteAsync(new(worn))).Problem?.Code);
            Assert.Equal("device_link_closed", (await visitor.Get<DisownDevice>().ExecuteAsync(new(worn))).Problem?.Code);
        }
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.known_devices where link_hash = $1", System.Text.Encoding.UTF8.GetBytes(link)));
    }

    [Fact]
    public async Task Fifty_clicks_at_once_are_one()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromSeconds(1));
        await ProgramAsync(ada, "192.0.2.7", Firefox);
        var link = await LinkAsync(ada);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => house.Visitor(Services).Get<DisownDevice>().ExecuteAsync(new(link))));

        Assert.Single(clicks, click => click.Succeeded);
        Assert.All(clicks.Where(click => !click.Succeeded), click => Assert.Equal("device_link_closed", click.Problem?.Code));
    }

    [Fact]
    public async Task What_nobody_signed_in_from_for_long_is_forgotten()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada, services: Services);
        await ProgramAsync(ada, "192.0.2.7", Firefox);
        clock.Advance(KnownDevice.Kept - TimeSpan.FromDays(1));
        await ProgramAsync(ada, "192.0.2.7", Firefox);
        clock.Advance(TimeSpan.FromDays(2));

        await Services.GetRequiredService<PruneKnownDevices>().RunAsync(default);

        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from platform.known_devices d join platform.accounts a on a.id = d.account_id where a.email = $1", ada)); // not the one that signed up
    }
}
