using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

public sealed class NewShopperEmailTests(TestHouse house)
{
    async Task<(TestOrganization Acme, TestActor Rosa, string Email, TestClock Clock)> OpensAsync()
    {
        var clock = new TestClock();
        var (acme, email) = (await house.OrganizationAsync("Acme", clock), AccountStory.NewAddress("rosa"));
        var rosa = await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        clock.Advance(TimeSpan.FromSeconds(1)); // later mails are later
        return (acme, rosa, email, clock);
    }

    async Task<Result<Done>> AsksAsync(TestActor rosa, string email) => await rosa.Get<AskForNewShopperEmail>().ExecuteAsync(new(email, (await rosa.ProvesAsync(house)).Value));

    static async Task<bool> ConfirmsAsync(TestActor rosa, string code) => (await rosa.Get<ConfirmNewShopperEmail>().ExecuteAsync(new(code))).Value.Changed;

    async Task<TestActor> SignsInAsync(TestOrganization acme, string email) =>
        acme.Showing(new Credential.Storefront(acme.Slug, (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Value.SessionId.Value));

    [Fact]
    public async Task Rosa_proves_her_new_address_and_the_old_one_is_told_and_opens_nothing()
    {
        var (acme, rosa, email, _) = await OpensAsync();
        var (elsewhere, wanted) = (await SignsInAsync(acme, email), AccountStory.NewAddress("rosa.new"));

        Assert.True((await AsksAsync(rosa, wanted)).Succeeded);
        Assert.False(await ConfirmsAsync(rosa, AccountStory.Other(await house.CodeToAsync(wanted))));
        Assert.True(await ConfirmsAsync(rosa, await house.CodeToAsync(wanted)));

        Assert.Equal(wanted, (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value.Email);
        Assert.Equal("unauthenticated", (await elsewhere.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Contains("Your access to Acme has another address", (await house.MailsToAsync(email)).Select(mail => mail.Subject));
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Problem?.Code);
        Assert.True((await acme.Visitor.SignsInAsync(house, wanted, StorefrontStory.Password)).Succeeded);
        Assert.Contains("shopper_email.change", await acme.AuditedAsync());
    }

    [Fact]
    public async Task A_free_address_and_one_that_somebody_buys_with_are_answered_alike_with_three_mails_each_and_only_one_moves()
    {
        var (acme, rosa, _, clock) = await OpensAsync();
        var (taken, invited, free) = (AccountStory.NewAddress("eve"), AccountStory.NewAddress("ines"), AccountStory.NewAddress("rosa.new"));
        await acme.LetsInAsync(house, email: taken);
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Ines", invited));
        clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var email in new[] { taken, invited, free })
        {
            for (var i = 0; i < 5; i++)
                Assert.True((await AsksAsync(rosa, email)).Succeeded);
            if (email != free)
                Assert.False(await ConfirmsAsync(rosa, "000000"));
            clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.Equal((1 + 3, 1 + 3, 3), ((await house.MailsToAsync(taken)).Count, (await house.MailsToAsync(invited)).Count, (await house.MailsToAsync(free)).Count));
        Assert.Equal("Your address was asked for at Acme", (await house.MailsToAsync(taken))[0].Subject);
    }

    [Fact]
    public async Task The_code_is_good_in_the_session_that_asked_for_ten_minutes_and_for_nothing_else()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var (elsewhere, wanted) = (await SignsInAsync(acme, email), AccountStory.NewAddress("rosa.new"));
        await AsksAsync(rosa, wanted);
        var code = await house.CodeToAsync(wanted);
        var id = new Id<ShopperChallenge>(await house.ScalarAsync<Guid>("select id from shopper_challenges where new_email = $1", wanted));

        Assert.False(await ConfirmsAsync(elsewhere, code));
        Assert.False((await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(code, await house.HashAsync(), id))).Value.Changed);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await ConfirmsAsync(rosa, code));
        Assert.Equal(email, (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value.Email);
    }

    [Fact]
    public async Task Of_fifty_who_bring_the_code_back_at_once_one_moves_and_five_wrong_ones_close_the_way()
    {
        var (_, rosa, _, clock) = await OpensAsync();
        var wanted = AccountStory.NewAddress("rosa.new");
        await AsksAsync(rosa, wanted);
        for (var i = 0; i < 5; i++)
            Assert.False(await ConfirmsAsync(rosa, AccountStory.Other(await house.CodeToAsync(wanted))));
        Assert.False(await ConfirmsAsync(rosa, await house.CodeToAsync(wanted)));

        clock.Advance(TimeSpan.FromMinutes(16));
        await AsksAsync(rosa, wanted);
        var code = await house.CodeToAsync(wanted);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ConfirmsAsync(rosa, code)));
        Assert.Single(answers, changed => changed);
    }

    [Fact]
    public async Task What_was_mailed_to_the_old_address_to_choose_a_password_with_opens_nothing_any_more()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var held = (await acme.Visitor.Get<AskForShopperReset>().ExecuteAsync(new(email))).Value;
        var reset = await house.CodeToAsync(email);
        clock.Advance(TimeSpan.FromSeconds(1));
        var wanted = AccountStory.NewAddress("rosa.new");
        await AsksAsync(rosa, wanted);
        Assert.True(await ConfirmsAsync(rosa, await house.CodeToAsync(wanted)));

        Assert.False((await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(reset, await house.HashAsync(), held))).Value.Changed);
    }

    [Fact]
    public async Task Without_script_the_page_asks_for_the_password_and_takes_the_code()
    {
        var acme = await house.OrganizationAsync();
        var (home, email, wanted) = ($"/s/{acme.Slug}", AccountStory.NewAddress("rosa"), AccountStory.NewAddress("rosa.new"));
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(house);
        await browser.GetAsync($"{home}/login?returnUrl={home}/account/email");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("ask", ("email", wanted), ("current", "wrong but long enough"));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("ask", ("email", email), ("current", StorefrontStory.Password));
        Assert.Contains("This is your address already.", browser.Html);
        await browser.SubmitAsync("ask", ("email", wanted), ("current", StorefrontStory.Password));
        Assert.Equal("A mail is on its way there", browser.Notice);
        await browser.SubmitAsync("confirm", ("code", (await house.CodeToAsync(wanted)).Insert(3, " ")));
        Assert.Equal("The new address counts", browser.Notice);
    }
}
