using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

public sealed class ShopperResetTests(TestHouse house)
{
    const string NewPassword = "rosa prefers black tea now";

    async Task<(TestOrganization Acme, TestActor Rosa, string Email, TestClock Clock)> OpensAsync()
    {
        var clock = new TestClock();
        var (acme, email) = (await house.OrganizationAsync("Acme", clock), AccountStory.NewAddress("rosa"));
        var rosa = await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        clock.Advance(TimeSpan.FromSeconds(1)); // later mails are later
        return (acme, rosa, email, clock);
    }

    static async Task<Id<ShopperChallenge>> AsksAsync(TestOrganization acme, string email, bool byProgram = false) =>
        (await acme.Visitor.Get<AskForShopperReset>().ExecuteAsync(new(email, null, byProgram))).Value;

    async Task<bool> ChoosesAsync(TestOrganization acme, Id<ShopperChallenge>? held, string code, string? email = null) =>
        (await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(code, await house.HashAsync(NewPassword), held, email))).Value.Changed;

    async Task<string?> ClicksAsync(TestOrganization acme, string link, Id<ShopperChallenge>? held) =>
        (await acme.Visitor.Get<ResetShopperByLink>().ExecuteAsync(new(link, await house.HashAsync(NewPassword), held))).Problem?.Code;

    [Fact]
    public async Task Rosa_chooses_a_new_password_and_is_signed_out_everywhere()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var held = await AsksAsync(acme, email);
        var code = await house.CodeToAsync(email);

        Assert.False(await ChoosesAsync(acme, held, AccountStory.Other(code)));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await ChoosesAsync(acme, held, code));

        Assert.False(await ChoosesAsync(acme, held, code));
        Assert.Equal("unauthenticated", (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Problem?.Code);
        Assert.True((await acme.Visitor.SignsInAsync(house, email, NewPassword)).Succeeded);
        Assert.Equal("Your password at Acme was changed", (await house.MailsToAsync(email))[0].Subject);
        Assert.Contains("shopper_password.reset", await acme.AuditedAsync());
    }

    [Fact]
    public async Task Of_fifty_who_use_one_code_at_once_one_changes_the_password()
    {
        var (acme, _, email, _) = await OpensAsync();
        var held = await AsksAsync(acme, email);
        var (code, hash) = (await house.CodeToAsync(email), await house.HashAsync(NewPassword));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(code, hash, held))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.Changed: true });
    }

    [Fact]
    public async Task Code_and_link_are_good_in_the_browser_and_at_the_storefront_that_asked_and_ten_minutes_long()
    {
        var (acme, _, email, clock) = await OpensAsync();
        var globex = await house.OrganizationAsync("Globex", clock);
        var held = await AsksAsync(acme, email);
        var (code, link) = (await house.CodeToAsync(email), await house.LinkToAsync(email));

        Assert.False(await ChoosesAsync(globex, held, code));
        Assert.Equal("code_refused", await ClicksAsync(globex, link, held));
        Assert.False(await ChoosesAsync(acme, null, code, email)); // a program
        Assert.Equal("other_browser", await ClicksAsync(acme, link, null));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("code_refused", await ClicksAsync(acme, link, held));
        Assert.False(await ChoosesAsync(acme, held, code));
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_way_of_the_code_and_leave_that_of_the_link()
    {
        var (acme, _, email, _) = await OpensAsync();
        var held = await AsksAsync(acme, email);
        var (code, link) = (await house.CodeToAsync(email), await house.LinkToAsync(email));
        for (var i = 0; i < 5; i++)
            await ChoosesAsync(acme, held, AccountStory.Other(code));

        Assert.False(await ChoosesAsync(acme, held, code));
        Assert.Null(await ClicksAsync(acme, link, held));
    }

    [Fact]
    public async Task Known_invited_withdrawn_and_unknown_addresses_are_answered_alike_with_three_mails_each()
    {
        var (acme, _, known, _) = await OpensAsync();
        var (invited, unknown) = (AccountStory.NewAddress("ines"), AccountStory.NewAddress("nobody"));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Ines", invited));
        foreach (var email in new[] { known, invited, unknown })
            for (var i = 0; i < 5; i++)
                Assert.NotEqual(default, await AsksAsync(acme, email));

        Assert.Equal((4, 4, 3), ((await house.MailsToAsync(known)).Count, (await house.MailsToAsync(invited)).Count, (await house.MailsToAsync(unknown)).Count));
        Assert.Contains("No access to Acme", (await house.MailsToAsync(unknown))[0].Subject);
    }

    [Fact]
    public async Task Whose_password_was_made_worthless_chooses_a_new_one_too()
    {
        var (acme, _, email, _) = await OpensAsync();
        await house.ScalarAsync<string>("update shoppers set password_hash = null where email = $1 returning 'done'", email);

        var held = await AsksAsync(acme, email);
        Assert.True(await ChoosesAsync(acme, held, await house.CodeToAsync(email)));
        Assert.True((await acme.Visitor.SignsInAsync(house, email, NewPassword)).Succeeded);
    }

    [Fact]
    public async Task Without_script_the_pages_lead_from_the_forgotten_password_to_the_sign_in()
    {
        var acme = await house.OrganizationAsync();
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(house);
        await browser.GetAsync($"/s/{acme.Slug}/forgot");
        await browser.SubmitAsync("forgot", ("email", email));
        Assert.Equal($"/s/{acme.Slug}/reset", browser.Location);
        await browser.FollowAsync();

        await browser.SubmitAsync("reset", ("code", AccountStory.Other(await house.CodeToAsync(email))), ("password", NewPassword));
        Assert.Equal("Code refused", browser.Notice);
        using var elsewhere = new TestBrowser(house);
        var link = $"/s/{acme.Slug}/reset/{await house.LinkToAsync(email)}";
        await elsewhere.GetAsync(link);
        Assert.Equal("Another browser", elsewhere.Notice);
        await browser.GetAsync(link);
        await browser.SubmitAsync("reset-link", ("password", NewPassword));
        Assert.Equal("The new password counts", browser.Notice);
        await browser.GetAsync($"/s/{acme.Slug}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", NewPassword));
        Assert.Equal($"/s/{acme.Slug}", browser.Location);
    }

    [Fact]
    public async Task A_program_of_the_storefront_asks_for_a_code_and_brings_it_back()
    {
        var acme = await house.OrganizationAsync();
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        using var http = house.Http();

        Assert.Equal(202, (await http.SendAsync("POST", $"/storefront/{acme.Slug}/auth/forgot", new { email })).Status);
        Assert.Equal(202, (await http.SendAsync("POST", $"/storefront/{acme.Slug}/auth/forgot", new { email = AccountStory.NewAddress("nobody") })).Status);
        var code = await house.CodeToAsync(email);
        Assert.Equal(400, (await http.SendAsync("POST", $"/storefront/{acme.Slug}/auth/reset", new { email, code = AccountStory.Other(code), password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync("POST", $"/storefront/{acme.Slug}/auth/reset", new { email, code, password = NewPassword })).Status);
        Assert.Equal(200, (await http.SendAsync("POST", $"/storefront/{acme.Slug}/auth/login", new { email, password = NewPassword })).Status);
    }
}
