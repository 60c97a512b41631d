using App.Customers;
using App.SignIn;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class ShopperTests(TestHost host)
{
    static async Task<(TestOrganization Acme, Id<Customer> Cafe, string Email, string Link)> InvitedAsync(
        TestHost host, TimeProvider? clock = null)
    {
        var acme = await host.OrganizationAsync("Acme", clock);
        var cafe = await acme.KnowsCafeAsync();
        var email = AccountScenario.NewAddress("rosa");
        Assert.True((await acme.Member.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Succeeded);
        return (acme, cafe, email, await host.LinkToAsync(email));
    }

    Task<Result<OpenedSession>> JoinAsync(TestOrganization acme, string link) => JoinAsync(acme, link, host);

    static async Task<Result<OpenedSession>> JoinAsync(TestOrganization acme, string link, TestHost host) =>
        await acme.Visitor.Get<AcceptShopperInvitation>().ExecuteAsync(
            new(link, await host.HashAsync(StorefrontScenario.Password)));

    [Fact]
    public async Task Viewing_the_invitation_link_does_not_use_it_up_and_joining_works_once()
    {
        var (acme, _, email, link) = await InvitedAsync(host);

        for (var i = 0; i < 2; i++)
            Assert.Equal(email, (await acme.Visitor.Get<ReadShopperLink>().ExecuteAsync(new(link))).Value.Email);
        var joined = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JoinAsync(acme, link)));

        Assert.Single(joined, answer => answer.Succeeded);
        Assert.All(
            joined.Where(answer => !answer.Succeeded), answer => Assert.Equal("shopper_link_closed", answer.Problem?.Code));
        Assert.Equal("shopper_link_closed", (await acme.Visitor.Get<ReadShopperLink>().ExecuteAsync(new(link))).Problem?.Code);
        Assert.Equal(["customer.create", "shopper.invite", "shopper.accept_invitation"], await acme.AuditedAsync());
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from shoppers where link_hash = $1 or password_hash = $2",
            Token.HashOf(link),
            StorefrontScenario.Password));
    }

    [Fact]
    public async Task An_invitation_link_works_for_seven_days_in_its_storefront_until_a_new_one_replaces_it()
    {
        var clock = new FakeClock();
        var (acme, cafe, email, first) = await InvitedAsync(host, clock);
        var globex = await host.OrganizationAsync("Globex", clock);

        Assert.Equal("shopper_link_closed", (await JoinAsync(globex, first)).Problem?.Code);
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("shopper_link_closed", (await JoinAsync(acme, first)).Problem?.Code);
        Assert.Equal(ShopperState.Expired, (await acme.System.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value[0].State);
        clock.Advance(TimeSpan.FromSeconds(1)); // the mailbox lists the newest email first
        Assert.True((await acme.System.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Succeeded);
        var second = await host.LinkToAsync(email);

        Assert.NotEqual(first, second);
        Assert.Equal("shopper_link_closed", (await JoinAsync(acme, first)).Problem?.Code);
        Assert.True((await JoinAsync(acme, second)).Succeeded);
        Assert.Equal(
            "shopper_email_taken", (await acme.System.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Problem?.Code);
    }

    [Fact]
    public async Task Revoked_shoppers_lose_access_immediately_and_can_be_invited_again()
    {
        var acme = await host.OrganizationAsync();
        var cafe = await acme.KnowsCafeAsync();
        var email = AccountScenario.NewAddress("rosa");
        var rosa = await acme.LetsInAsync(host, cafe, email);
        Assert.True((await rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Succeeded);
        var shopper = (await acme.Member.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value[0];

        Assert.True((await acme.Member.Get<RevokeShopperAccess>().ExecuteAsync(new(shopper.Id))).Succeeded);

        Assert.Equal("unauthenticated", (await rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Problem?.Code);
        Assert.Empty((await acme.Member.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value);
        // can be invited again
        Assert.True((await acme.Member.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Succeeded);
    }

    [Fact]
    public async Task Archiving_a_customer_ends_the_access_of_its_shoppers()
    {
        var acme = await host.OrganizationAsync();
        var cafe = await acme.KnowsCafeAsync();
        var email = AccountScenario.NewAddress("rosa");
        var rosa = await acme.LetsInAsync(host, cafe, email);

        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(cafe));

        Assert.Equal("unauthenticated", (await rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Problem?.Code);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_another_storefront_get_the_same_answer()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, email: email);

        Assert.True((await acme.Visitor.SignsInAsync(host, email.ToUpperInvariant(), StorefrontScenario.Password)).Succeeded);
        var answers = new[]
        {
            await acme.Visitor.SignsInAsync(host, email, "wrong but long enough"),
            await acme.Visitor.SignsInAsync(host, AccountScenario.NewAddress(), StorefrontScenario.Password),
            await globex.Visitor.SignsInAsync(host, email, StorefrontScenario.Password),
            await acme.Visitor.SignsInAsync(host, null, null),
            await acme.Visitor.SignsInAsync(host, "a\0b", new string('x', 5000)),
        };

        Assert.All(answers, answer => Assert.Equal(SignInProblems.WrongCredentials, answer.Problem));
    }

    [Fact]
    public async Task A_session_ends_by_sign_out_after_an_idle_week_and_after_thirty_days()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var leaver = await acme.LetsInAsync(host);
        var idle = await acme.LetsInAsync(host);
        var old = await acme.LetsInAsync(host);
        async Task<bool> InAsync(TestActor actor) => (await actor.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Succeeded;

        Assert.True((await leaver.Get<EndShopperSession>().ExecuteAsync(new())).Succeeded);
        Assert.False(await InAsync(leaver));
        for (var day = 0; day < 5; day++)
        {
            clock.Advance(TimeSpan.FromDays(6));
            Assert.Equal(day < 4, await InAsync(old)); // used every six days, the session lives until its thirtieth day
        }
        Assert.False(await InAsync(idle));
    }

    [Fact]
    public async Task A_shopper_of_another_organization_cannot_be_seen_or_revoked()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var cafe = await acme.KnowsCafeAsync();
        await acme.LetsInAsync(host, cafe);
        var shopper = (await acme.Owner.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value[0];

        Assert.Equal("not_found", (await globex.Owner.Get<RevokeShopperAccess>().ExecuteAsync(new(shopper.Id))).Problem?.Code);
        Assert.Empty((await globex.Owner.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value);
        Assert.Equal("not_found", (await globex.Owner.Get<InviteShopper>().ExecuteAsync(
            new(cafe, "Eve", AccountScenario.NewAddress("eve")))).Problem?.Code);
    }
}
