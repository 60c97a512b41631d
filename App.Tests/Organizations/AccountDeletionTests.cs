using App.Accounts;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

public sealed class AccountDeletionTests(TestHouse house)
{
    /// <summary>From a scope that the session calls, as a page does.</summary>
    static async Task<Result<Done>> DeletesAsync(IServiceProvider services, OpenedSession session, string typed)
    {
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.Session(session.SessionId.Value, null));
        return await scope.ServiceProvider.GetRequiredService<AccountDeletion>().AttemptAsync(typed, default);
    }

    /// <summary>Somebody else comes into the organization.</summary>
    async Task<(string Email, OpenedSession Session)> ComesInAsync(FactorStory to, Role role)
    {
        var email = AccountStory.NewAddress("ben");
        Assert.True((await house.As(to.Session, to.Slug, to.Services).Get<InviteMember>().ExecuteAsync(new(email, role))).Succeeded);
        var link = await house.LinkToAsync(email);
        to.Clock.Advance(TimeSpan.FromSeconds(1));
        var joined = await house.JoinsAsync(email, organization: null, to.Services);
        Assert.True((await house.As(joined.Session, services: to.Services).Get<AcceptInvitation>().ExecuteAsync(new(link))).Succeeded);
        to.Clock.Advance(TimeSpan.FromSeconds(1)); // later mails are later
        return (email, joined.Session);
    }

    [Fact]
    public async Task Ben_goes_his_traces_are_blanked_the_logs_keep_his_name_and_his_address_can_come_again()
    {
        var ada = await FactorStory.BeginAsync(house);
        var (email, session) = await ComesInAsync(ada, Role.Admin);
        var id = session.AccountId.Value;

        Assert.True((await DeletesAsync(ada.Services, session, email.ToUpperInvariant())).Succeeded);

        Assert.Equal("unauthenticated", (await house.As(session, services: ada.Services).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("Deleted account", await house.ScalarAsync<string>("select name from platform.accounts where id = $1 and email is null and user_name is null and password_hash is null and deleted_at is not null", id));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.sessions where account_id = $1 and (ended_at is null or user_agent is not null or address is not null)", id));
        Assert.Equal("Ada", await house.ScalarAsync<string>("select actor_name from audit_entries where action = 'member.leave' and organization_id = $1", await AcmeAsync(ada))); // all are called so here
        Assert.Contains("Your Stockade account was deleted", (await house.MailsToAsync(email)).Select(mail => mail.Subject));
        Assert.Single((await house.As(ada.Session, ada.Slug, ada.Services).Get<ListMembers>().ExecuteAsync(new(new()))).Value.Data);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.JoinsAsync(email, services: ada.Services);
    }

    [Fact]
    public async Task The_only_owner_stays_while_others_are_there_and_goes_once_somebody_else_is_one()
    {
        var ada = await FactorStory.BeginAsync(house);
        var (_, ben) = await ComesInAsync(ada, Role.Admin);

        var refused = await DeletesAsync(ada.Services, ada.Session, ada.Email);
        Assert.Equal(("last_owner", 409), (refused.Problem?.Code, refused.Problem?.Status));
        Assert.Contains("Acme", refused.Problem!.Detail);
        Assert.True((await ada.Here.Get<GetMe>().ExecuteAsync(new())).Succeeded); // nothing was left
        Assert.Equal("last_owner", (await ada.Here.Get<LeaveOrganization>().ExecuteAsync(new(new(await AcmeAsync(ada))))).Problem?.Code);

        await house.ScalarAsync<string>("update members set role = 'Owner' where account_id = $1 returning 'done'", ben.AccountId.Value);
        Assert.True((await DeletesAsync(ada.Services, ada.Session, ada.Email)).Succeeded);
    }

    [Fact]
    public async Task The_page_of_the_only_owner_says_what_to_do_first_and_has_no_button()
    {
        var ada = AccountStory.NewAddress();
        var joined = await house.JoinsAsync(ada);
        var ben = await house.JoinsAsync(AccountStory.NewAddress("ben"));
        await house.ScalarAsync<string>("insert into members (organization_id, id, account_id, role, status, joined_at) select id, gen_random_uuid(), $1, 'Member', 'Active', now() from organizations where slug = $2 returning 'done'", ben.Session.AccountId.Value, joined.Slug!);
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await house.As(joined.Session).SessionTokenAsync();

        await browser.GetAsync("/account/delete");

        Assert.Equal("Not yet", browser.Notice);
        Assert.DoesNotContain("Delete my account", browser.Html);
    }

    [Fact]
    public async Task Where_nobody_is_left_the_organization_is_closed()
    {
        var ada = await FactorStory.BeginAsync(house);
        var acme = await AcmeAsync(ada);

        Assert.True((await DeletesAsync(ada.Services, ada.Session, ada.Email)).Succeeded);

        Assert.True(await house.ScalarAsync<bool>("select suspended_at is not null from organizations where id = $1", acme));
        Assert.Equal(["member.joined", "member.removed", "organization.created"], await house.ScalarAsync<string[]>("select array_agg(type::text order by type) from outbox_messages where organization_id = $1", acme));
    }

    [Fact]
    public async Task It_asks_for_a_fresh_second_factor_and_for_the_address()
    {
        var ada = await FactorStory.BeginAsync(house);
        var plain = (await ada.SignsInAsync()).Session!;

        Assert.Equal("step_up_required", (await DeletesAsync(ada.Services, plain, ada.Email)).Problem?.Code);
        Assert.Equal("email", (await DeletesAsync(ada.Services, ada.Session, "somebody@people.example")).Problem?.Param);
        Assert.Equal("still_member", (await ada.Here.Get<DeleteAccount>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("not_found", (await ada.Here.Get<LeaveOrganization>().ExecuteAsync(new(new(Guid.CreateVersion7())))).Problem?.Code);
    }

    [Fact]
    public async Task With_an_app_it_goes_with_the_account()
    {
        var ada = await FactorStory.BeginAsync(house);
        await ada.AddsAppAsync();
        await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new());

        Assert.True((await DeletesAsync(ada.Services, ada.Session, ada.Email)).Succeeded);

        Assert.Equal(0L, await house.ScalarAsync<long>("select (select count(*) from platform.authenticators where account_id = $1) + (select count(*) from platform.recovery_codes where account_id = $1)", ada.Session.AccountId.Value));
    }

    [Fact]
    public async Task Without_script_the_page_tells_what_comes_of_it_and_does_it()
    {
        var ada = AccountStory.NewAddress();
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await house.As((await house.JoinsAsync(ada)).Session).SessionTokenAsync();

        await browser.GetAsync("/account/delete");
        Assert.Contains("You are the last one there", browser.Html);
        await browser.SubmitAsync("delete", ("email", "somebody@people.example"));
        Assert.Contains("not the address of your account", browser.Html);
        await browser.SubmitAsync("delete", ("email", ada));
        Assert.Contains("Your account is deleted", browser.Html);
        Assert.DoesNotContain("__Host-staff-session", browser.Cookies.Keys);
    }

    Task<Guid> AcmeAsync(FactorStory of) => house.ScalarAsync<Guid>("select id from organizations where slug = $1", of.Slug!);
}
