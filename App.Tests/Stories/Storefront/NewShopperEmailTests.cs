using App.SignIn;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class NewShopperEmailTests(TestHost host)
{
    async Task<(TestOrganization Acme, TestActor Rosa, string Email, FakeClock Clock)> OpensAsync()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var email = AccountScenario.NewAddress("rosa");
        var rosa = await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        clock.Advance(TimeSpan.FromSeconds(1)); // so later emails sort after earlier ones
        return (acme, rosa, email, clock);
    }

    async Task<Result<Done>> AsksAsync(TestActor rosa, string email) =>
        await rosa.Get<RequestNewShopperEmail>().ExecuteAsync(new(email, (await rosa.ProvesAsync(host)).Value));

    static async Task<bool> ConfirmsAsync(TestActor rosa, string code) =>
        (await rosa.Get<ConfirmNewShopperEmail>().ExecuteAsync(new(code))).Value.Changed;

    async Task<TestActor> SignsInAsync(TestOrganization acme, string email) =>
        acme.Showing(new Credential.Storefront(
            acme.Slug, (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Value.SessionId.Value));

    [Fact]
    public async Task Changing_the_email_notifies_the_old_address_which_can_no_longer_sign_in()
    {
        var (acme, rosa, email, _) = await OpensAsync();
        var elsewhere = await SignsInAsync(acme, email);
        var wanted = AccountScenario.NewAddress("rosa.new");

        Assert.True((await AsksAsync(rosa, wanted)).Succeeded);
        Assert.False(await ConfirmsAsync(rosa, AccountScenario.Other(await host.CodeToAsync(wanted))));
        Assert.True(await ConfirmsAsync(rosa, await host.CodeToAsync(wanted)));

        Assert.Equal(wanted, (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value.Email);
        Assert.Equal("unauthenticated", (await elsewhere.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Contains(
            "Your email address at Acme was changed", (await host.EmailsToAsync(email)).Select(message => message.Subject));
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Problem?.Code);
        Assert.True((await acme.Visitor.SignsInAsync(host, wanted, StorefrontScenario.Password)).Succeeded);
        Assert.Contains("shopper_email.change", await acme.AuditedAsync());
    }

    [Fact]
    public async Task Free_and_taken_addresses_get_the_same_answer_and_three_emails_each()
    {
        var (acme, rosa, _, clock) = await OpensAsync();
        var taken = AccountScenario.NewAddress("eve");
        var invited = AccountScenario.NewAddress("ines");
        var free = AccountScenario.NewAddress("rosa.new");
        await acme.LetsInAsync(host, email: taken);
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

        Assert.Equal(
            (1 + 3, 1 + 3, 3),
            ((await host.EmailsToAsync(taken)).Count,
                (await host.EmailsToAsync(invited)).Count,
                (await host.EmailsToAsync(free)).Count));
        Assert.Equal("Your address was requested for another account at Acme", (await host.EmailsToAsync(taken))[0].Subject);
    }

    [Fact]
    public async Task A_code_works_for_ten_minutes_only_in_its_session_and_for_its_purpose()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var elsewhere = await SignsInAsync(acme, email);
        var wanted = AccountScenario.NewAddress("rosa.new");
        await AsksAsync(rosa, wanted);
        var code = await host.CodeToAsync(wanted);
        var id = new Id<EmailCode>(
            await host.ScalarAsync<Guid>("select id from shopper_email_codes where new_email = $1", wanted));

        Assert.False(await ConfirmsAsync(elsewhere, code));
        Assert.False(
            (await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(code, await host.HashAsync(), id))).Value.Changed);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await ConfirmsAsync(rosa, code));
        Assert.Equal(email, (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value.Email);
    }

    [Fact]
    public async Task One_of_fifty_concurrent_confirmations_succeeds_and_five_wrong_codes_block_the_code()
    {
        var (_, rosa, _, clock) = await OpensAsync();
        var wanted = AccountScenario.NewAddress("rosa.new");
        await AsksAsync(rosa, wanted);
        for (var i = 0; i < 5; i++)
            Assert.False(await ConfirmsAsync(rosa, AccountScenario.Other(await host.CodeToAsync(wanted))));
        Assert.False(await ConfirmsAsync(rosa, await host.CodeToAsync(wanted)));

        clock.Advance(TimeSpan.FromMinutes(16));
        await AsksAsync(rosa, wanted);
        var code = await host.CodeToAsync(wanted);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ConfirmsAsync(rosa, code)));
        Assert.Single(answers, changed => changed);
    }

    [Fact]
    public async Task A_reset_code_sent_to_the_old_address_stops_working_after_the_change()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var held = (await acme.Visitor.Get<RequestShopperReset>().ExecuteAsync(new(email))).Value;
        var reset = await host.CodeToAsync(email);
        clock.Advance(TimeSpan.FromSeconds(1));
        var wanted = AccountScenario.NewAddress("rosa.new");
        await AsksAsync(rosa, wanted);
        Assert.True(await ConfirmsAsync(rosa, await host.CodeToAsync(wanted)));

        Assert.False(
            (await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(new(reset, await host.HashAsync(), held))).Value.Changed);
    }

    [Fact]
    public async Task The_email_page_works_without_JavaScript()
    {
        var acme = await host.OrganizationAsync();
        var home = $"/s/{acme.Slug}";
        var email = AccountScenario.NewAddress("rosa");
        var wanted = AccountScenario.NewAddress("rosa.new");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"{home}/login?returnUrl={home}/account/email");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("ask", ("email", wanted), ("current", "wrong but long enough"));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("ask", ("email", email), ("current", StorefrontScenario.Password));
        Assert.Contains("This is already your email address.", browser.Html);
        await browser.SubmitAsync("ask", ("email", wanted), ("current", StorefrontScenario.Password));
        Assert.Equal("Code sent", browser.Notice);
        await browser.SubmitAsync("confirm", ("code", (await host.CodeToAsync(wanted)).Insert(3, " ")));
        Assert.Equal("Email address changed", browser.Notice);
    }
}
