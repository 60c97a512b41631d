using App.Customers;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

public sealed class ShopperTests(TestHouse house)
{
    static async Task<(TestOrganization Acme, Id<Customer> Cafe, string Email, string Link)> InvitedAsync(TestHouse house, TimeProvider? clock = null)
    {
        var acme = await house.OrganizationAsync("Acme", clock);
        var (cafe, email) = (await acme.KnowsCafeAsync(), AccountStory.NewAddress("rosa"));
        Assert.True((await acme.Member.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Succeeded);
        return (acme, cafe, email, await house.LinkToAsync(email));
    }

    Task<Result<OpenedShopperSession>> JoinAsync(TestOrganization acme, string link) => JoinAsync(acme, link, house);

    static async Task<Result<OpenedShopperSession>> JoinAsync(TestOrganization acme, string link, TestHouse house) =>
        await acme.Visitor.Get<JoinStorefront>().ExecuteAsync(new(link, await house.HashAsync(StorefrontStory.Password)));

    [Fact]
    public async Task Looking_at_the_mailed_link_does_not_use_it_up_and_joining_does_once()
    {
        var (acme, _, email, link) = await InvitedAsync(house);

        for (var i = 0; i < 2; i++)
            Assert.Equal(email, (await acme.Visitor.Get<ReadShopperLink>().ExecuteAsync(new(link))).Value.Email);
        var joined = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JoinAsync(acme, link)));

        Assert.Single(joined, answer => answer.Succeeded);
        Assert.All(joined.Where(answer => !answer.Succeeded), answer => Assert.Equal("shopper_link_closed", answer.Problem?.Code));
        Assert.Equal("shopper_link_closed", (await acme.Visitor.Get<ReadShopperLink>().ExecuteAsync(new(link))).Problem?.Code);
        Assert.Equal(["customer.create", "shopper.invite", "shopper.join"], await acme.AuditedAsync());
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from shoppers where link_hash = $1 or password_hash = $2", Token.HashOf(link), StorefrontStory.Password));
    }

    [Fact]
    public async Task The_link_leads_into_its_own_storefront_only_for_seven_days_and_a_new_one_replaces_it()
    {
        var clock = new TestClock();
        var (acme, cafe, email, first) = await InvitedAsync(house, clock);
        var globex = await house.OrganizationAsync("Globex", clock);

        Assert.Equal("shopper_link_closed", (await JoinAsync(globex, first)).Problem?.Code);
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("shopper_link_closed", (await JoinAsync(acme, first)).Problem?.Code);
        Assert.Equal(ShopperState.Expired, (await acme.System.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value[0].State);
        clock.Advance(TimeSpan.FromSeconds(1)); // the mailbox shows the newest first
        Assert.True((await acme.System.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Succeeded);
        var second = await house.LinkToAsync(email);

        Assert.NotEqual(first, second);
        Assert.Equal("shopper_link_closed", (await JoinAsync(acme, first)).Problem?.Code);
        Assert.True((await JoinAsync(acme, second)).Succeeded);
        Assert.Equal("shopper_email_taken", (await acme.System.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Problem?.Code);
    }

    [Fact]
    public async Task Withdrawn_they_are_out_at_once_and_cannot_come_back_in()
    {
        var acme = await house.OrganizationAsync();
        var (cafe, email) = (await acme.KnowsCafeAsync(), AccountStory.NewAddress("rosa"));
        var rosa = await acme.LetsInAsync(house, cafe, email);
        Assert.True((await rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Succeeded);
        var shopper = (await acme.Member.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value[0];

        Assert.True((await acme.Member.Get<WithdrawShopper>().ExecuteAsync(new(shopper.Id))).Succeeded);

        Assert.Equal("unauthenticated", (await rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Problem?.Code);
        Assert.Empty((await acme.Member.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value);
        Assert.True((await acme.Member.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", email))).Succeeded); // later, again
    }

    [Fact]
    public async Task With_the_customer_archived_nobody_orders_for_it()
    {
        var acme = await house.OrganizationAsync();
        var (cafe, email) = (await acme.KnowsCafeAsync(), AccountStory.NewAddress("rosa"));
        var rosa = await acme.LetsInAsync(house, cafe, email);

        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(cafe));

        Assert.Equal("unauthenticated", (await rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Problem?.Code);
    }

    [Fact]
    public async Task Wrong_password_unknown_address_and_another_storefront_get_the_same_answer()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, email: email);

        Assert.True((await acme.Visitor.SignsInAsync(house, email.ToUpperInvariant(), StorefrontStory.Password)).Succeeded);
        var answers = new[]
        {
            await acme.Visitor.SignsInAsync(house, email, "wrong but long enough"),
            await acme.Visitor.SignsInAsync(house, AccountStory.NewAddress(), StorefrontStory.Password),
            await globex.Visitor.SignsInAsync(house, email, StorefrontStory.Password),
            await acme.Visitor.SignsInAsync(house, null, null),
            await acme.Visitor.SignsInAsync(house, "a\0b", new string('x', 5000)),
        };

        Assert.All(answers, answer => Assert.Equal(ShopperProblems.WrongCredentials, answer.Problem));
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_after_a_week_alone_and_after_thirty_days()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync("Acme", clock);
        var (leaver, idle, old) = (await acme.LetsInAsync(house), await acme.LetsInAsync(house), await acme.LetsInAsync(house));
        async Task<bool> InAsync(TestActor actor) => (await actor.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Succeeded;

        Assert.True((await leaver.Get<EndShopperSession>().ExecuteAsync(new())).Succeeded);
        Assert.False(await InAsync(leaver));
        for (var day = 0; day < 5; day++)
        {
            clock.Advance(TimeSpan.FromDays(6));
            Assert.Equal(day < 4, await InAsync(old)); // used every six days, it lives to its thirtieth
        }
        Assert.False(await InAsync(idle));
    }

    [Fact]
    public async Task A_shopper_of_another_organization_is_nobodys_to_withdraw()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var cafe = await acme.KnowsCafeAsync();
        await acme.LetsInAsync(house, cafe);
        var shopper = (await acme.Owner.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value[0];

        Assert.Equal("not_found", (await globex.Owner.Get<WithdrawShopper>().ExecuteAsync(new(shopper.Id))).Problem?.Code);
        Assert.Empty((await globex.Owner.Get<ListShoppers>().ExecuteAsync(new(cafe))).Value);
        Assert.Equal("not_found", (await globex.Owner.Get<InviteShopper>().ExecuteAsync(new(cafe, "Eve", AccountStory.NewAddress("eve")))).Problem?.Code);
    }
}
