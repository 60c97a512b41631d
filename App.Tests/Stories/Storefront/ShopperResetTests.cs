using App.SignIn;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class ShopperResetTests(TestHost host)
{
    const string NewPassword = "rosa prefers black tea now";

    async Task<(TestOrganization Acme, TestActor Rosa, string Email, FakeClock Clock)> OpensAsync()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var email = AccountScenario.NewAddress("rosa");
        var rosa = await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        clock.Advance(TimeSpan.FromSeconds(1)); // so later emails sort after earlier ones
        return (acme, rosa, email, clock);
    }

    static async Task<Id<EmailCode>> AsksAsync(TestOrganization acme, string email, bool byProgram = false) =>
        (await acme.Visitor.Get<RequestShopperReset>().ExecuteAsync(new(email, null, byProgram))).Value;

    async Task<bool> ChoosesAsync(TestOrganization acme, Id<EmailCode>? held, string code, string? email = null) =>
        (await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(
            new(code, await host.HashAsync(NewPassword), held, email))).Value.Changed;

    async Task<string?> ClicksAsync(TestOrganization acme, string link, Id<EmailCode>? held) =>
        (await acme.Visitor.Get<ResetShopperByLink>().ExecuteAsync(
            new(link, await host.HashAsync(NewPassword), held))).Problem?.Code;

    [Fact]
    public async Task A_reset_replaces_the_password_and_ends_all_sessions()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var held = await AsksAsync(acme, email);
        var code = await host.CodeToAsync(email);

        Assert.False(await ChoosesAsync(acme, held, AccountScenario.Other(code)));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await ChoosesAsync(acme, held, code));

        Assert.False(await ChoosesAsync(acme, held, code));
        Assert.Equal("unauthenticated", (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Problem?.Code);
        Assert.True((await acme.Visitor.SignsInAsync(host, email, NewPassword)).Succeeded);
        Assert.Equal("Your password at Acme was changed", (await host.EmailsToAsync(email))[0].Subject);
        Assert.Contains("shopper_password.reset", await acme.AuditedAsync());
    }

    [Fact]
    public async Task One_of_fifty_concurrent_uses_of_a_code_changes_the_password()
    {
        var (acme, _, email, _) = await OpensAsync();
        var held = await AsksAsync(acme, email);
        var code = await host.CodeToAsync(email);
        var hash = await host.HashAsync(NewPassword);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(code, hash, held))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.Changed: true });
    }

    [Fact]
    public async Task Code_and_link_work_for_ten_minutes_in_the_requesting_browser_and_storefront()
    {
        var (acme, _, email, clock) = await OpensAsync();
        var globex = await host.OrganizationAsync("Globex", clock);
        var held = await AsksAsync(acme, email);
        var code = await host.CodeToAsync(email);
        var link = await host.LinkToAsync(email);

        Assert.False(await ChoosesAsync(globex, held, code));
        Assert.Equal("code_refused", await ClicksAsync(globex, link, held));
        Assert.False(await ChoosesAsync(acme, null, code, email)); // an API client
        Assert.Equal("other_browser", await ClicksAsync(acme, link, null));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("code_refused", await ClicksAsync(acme, link, held));
        Assert.False(await ChoosesAsync(acme, held, code));
    }

    [Fact]
    public async Task Five_wrong_codes_block_the_code_but_not_the_link()
    {
        var (acme, _, email, _) = await OpensAsync();
        var held = await AsksAsync(acme, email);
        var code = await host.CodeToAsync(email);
        var link = await host.LinkToAsync(email);
        for (var i = 0; i < 5; i++)
            await ChoosesAsync(acme, held, AccountScenario.Other(code));

        Assert.False(await ChoosesAsync(acme, held, code));
        Assert.Null(await ClicksAsync(acme, link, held));
    }

    [Fact]
    public async Task Known_invited_and_unknown_addresses_get_the_same_answer_and_three_emails_each()
    {
        var (acme, _, known, _) = await OpensAsync();
        var invited = AccountScenario.NewAddress("ines");
        var unknown = AccountScenario.NewAddress("nobody");
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Ines", invited));
        foreach (var email in new[] { known, invited, unknown })
            for (var i = 0; i < 5; i++)
                Assert.NotEqual(default, await AsksAsync(acme, email));

        Assert.Equal(
            (4, 4, 3),
            ((await host.EmailsToAsync(known)).Count,
                (await host.EmailsToAsync(invited)).Count,
                (await host.EmailsToAsync(unknown)).Count));
        Assert.Contains("No account at Acme", (await host.EmailsToAsync(unknown))[0].Subject);
    }

    [Fact]
    public async Task A_shopper_without_a_valid_password_can_reset_it()
    {
        var (acme, _, email, _) = await OpensAsync();
        await host.ScalarAsync<string>("update shoppers set password_hash = null where email = $1 returning 'done'", email);

        var held = await AsksAsync(acme, email);
        Assert.True(await ChoosesAsync(acme, held, await host.CodeToAsync(email)));
        Assert.True((await acme.Visitor.SignsInAsync(host, email, NewPassword)).Succeeded);
    }

    [Fact]
    public async Task The_reset_pages_work_without_JavaScript()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"/s/{acme.Slug}/forgot");
        await browser.SubmitAsync("forgot", ("email", email));
        Assert.Equal($"/s/{acme.Slug}/reset", browser.Location);
        await browser.FollowAsync();

        await browser.SubmitAsync(
            "reset", ("code", AccountScenario.Other(await host.CodeToAsync(email))), ("password", NewPassword));
        Assert.Equal("Invalid code", browser.Notice);
        using var elsewhere = new TestBrowser(host);
        var link = $"/s/{acme.Slug}/reset/{await host.LinkToAsync(email)}";
        await elsewhere.GetAsync(link);
        Assert.Equal("Opened in another browser", elsewhere.Notice);
        await browser.GetAsync(link);
        await browser.SubmitAsync("reset-link", ("password", NewPassword));
        Assert.Equal("Password changed", browser.Notice);
        await browser.GetAsync($"/s/{acme.Slug}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", NewPassword));
        Assert.Equal($"/s/{acme.Slug}", browser.Location);
    }

    [Fact]
    public async Task An_API_client_resets_a_shopper_password_with_a_code()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        using var http = host.Http();

        Assert.Equal(202, (await http.SendAsync("POST", $"/storefront/{acme.Slug}/auth/forgot", new { email })).Status);
        Assert.Equal(202, (await http.SendAsync(
            "POST", $"/storefront/{acme.Slug}/auth/forgot", new { email = AccountScenario.NewAddress("nobody") })).Status);
        var code = await host.CodeToAsync(email);
        Assert.Equal(400, (await http.SendAsync(
            "POST",
            $"/storefront/{acme.Slug}/auth/reset",
            new { email, code = AccountScenario.Other(code), password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync(
            "POST", $"/storefront/{acme.Slug}/auth/reset", new { email, code, password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync(
            "POST", $"/storefront/{acme.Slug}/auth/login", new { email, password = NewPassword })).Status);
    }
}
