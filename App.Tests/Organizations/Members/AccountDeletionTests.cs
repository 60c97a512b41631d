using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

public sealed class AccountDeletionTests(TestHost host)
{
    /// <summary>Deletes the account in a scope of the session, as a page does.</summary>
    static async Task<Result<Done>> DeletesAsync(IServiceProvider services, OpenedSession session, string typed)
    {
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.Session(session.SessionId.Value, null));
        return await scope.ServiceProvider.GetRequiredService<AccountDeletion>().AttemptAsync(typed, default);
    }

    /// <summary>Invites another person, who joins the organization.</summary>
    async Task<(string Email, OpenedSession Session)> ComesInAsync(SecondFactorScenario to, Role role)
    {
        var email = AccountScenario.NewAddress("ben");
        Assert.True(
            (await host.As(to.Session, to.Slug, to.Services).Get<InviteMember>().ExecuteAsync(new(email, role))).Succeeded);
        var link = await host.LinkToAsync(email);
        to.Clock.Advance(TimeSpan.FromSeconds(1));
        var joined = await host.JoinsAsync(email, organization: null, to.Services);
        Assert.True(
            (await host.As(joined.Session, services: to.Services).Get<AcceptInvitation>().ExecuteAsync(new(link))).Succeeded);
        to.Clock.Advance(TimeSpan.FromSeconds(1)); // so later emails sort after earlier ones
        return (email, joined.Session);
    }

    [Fact]
    public async Task Deleting_an_account_erases_personal_data_keeps_the_name_in_logs_and_frees_the_address()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var (email, session) = await ComesInAsync(ada, Role.Admin);
        var id = session.Login;

        Assert.True((await DeletesAsync(ada.Services, session, email.ToUpperInvariant())).Succeeded);

        Assert.Equal(
            "unauthenticated", (await host.As(session, services: ada.Services).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("Deleted account", await host.ScalarAsync<string>("""
            select name
            from platform.accounts
            where id = $1 and email is null and user_name is null and password_hash is null and deleted_at is not null
            """, id));
        Assert.Equal(0L, await host.ScalarAsync<long>("""
            select count(*)
            from platform.sessions
            where account_id = $1 and (ended_at is null or user_agent is not null or address is not null)
            """, id));
        // every test account has this name
        Assert.Equal("Ada", await host.ScalarAsync<string>(
            "select actor_name from audit_entries where action = 'member.leave' and organization_id = $1", await AcmeAsync(ada)));
        Assert.Contains(
            "Your Stockade account was deleted", (await host.EmailsToAsync(email)).Select(message => message.Subject));
        Assert.Single(
            (await host.As(ada.Session, ada.Slug, ada.Services).Get<ListMembers>().ExecuteAsync(new(new()))).Value.Data);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.JoinsAsync(email, services: ada.Services);
    }

    [Fact]
    public async Task The_last_owner_can_delete_the_account_only_after_another_member_is_an_owner()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var (_, ben) = await ComesInAsync(ada, Role.Admin);

        var refused = await DeletesAsync(ada.Services, ada.Session, ada.Email);
        Assert.Equal(("last_owner", 409), (refused.Problem?.Code, refused.Problem?.Status));
        Assert.Contains("Acme", refused.Problem!.Detail);
        Assert.True((await ada.Here.Get<GetMe>().ExecuteAsync(new())).Succeeded); // no membership was ended
        Assert.Equal(
            "last_owner", (await ada.Here.Get<LeaveOrganization>().ExecuteAsync(new(new(await AcmeAsync(ada))))).Problem?.Code);

        await host.ScalarAsync<string>(
            "update members set role = 'Owner' where account_id = $1 returning 'done'", ben.Login);
        Assert.True((await DeletesAsync(ada.Services, ada.Session, ada.Email)).Succeeded);
    }

    [Fact]
    public async Task Deleting_an_account_ends_a_suspended_membership_too()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var (email, ben) = await ComesInAsync(ada, Role.Member);
        var here = host.As(ada.Session, ada.Slug, ada.Services);
        var member = (await here.Get<ListMembers>().ExecuteAsync(new(new()))).Value.Data.Single(one => one.Email == email);
        Assert.True((await here.Get<SuspendMember>().ExecuteAsync(new(member.Id))).Succeeded);

        Assert.True((await DeletesAsync(ada.Services, ben, email)).Succeeded);

        Assert.Equal("Removed", await host.ScalarAsync<string>(
            "select status::text from members where account_id = $1", ben.Login));
    }

    [Fact]
    public async Task The_page_tells_the_last_owner_what_to_do_first_and_has_no_delete_button()
    {
        var ada = AccountScenario.NewAddress();
        var joined = await host.JoinsAsync(ada);
        var ben = await host.JoinsAsync(AccountScenario.NewAddress("ben"));
        await host.ScalarAsync<string>("""
            insert into members (organization_id, id, account_id, role, status, joined_at)
            select id, gen_random_uuid(), $1, 'Member', 'Active', now()
            from organizations
            where slug = $2 returning 'done'
            """, ben.Session.Login, joined.Slug!);
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await host.As(joined.Session).SessionTokenAsync();

        await browser.GetAsync("/account/delete");

        Assert.Equal("You can't delete your account yet", browser.Notice);
        Assert.DoesNotContain("Delete my account", browser.Html);
    }

    [Fact]
    public async Task Deleting_the_last_member_closes_the_organization()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var acme = await AcmeAsync(ada);

        Assert.True((await DeletesAsync(ada.Services, ada.Session, ada.Email)).Succeeded);

        Assert.True(await host.ScalarAsync<bool>("select suspended_at is not null from organizations where id = $1", acme));
        string[] expected = ["member.joined", "member.removed", "organization.created", "warehouse.created"];
        Assert.Equal(expected, await host.ScalarAsync<string[]>(
            "select array_agg(type::text order by type) from outbox_messages where organization_id = $1", acme));
    }

    [Fact]
    public async Task Deletion_requires_a_fresh_second_factor_and_the_email_address()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var plain = (await ada.SignsInAsync()).Session!;

        Assert.Equal("step_up_required", (await DeletesAsync(ada.Services, plain, ada.Email)).Problem?.Code);
        Assert.Equal("email", (await DeletesAsync(ada.Services, ada.Session, "somebody@people.example")).Problem?.Param);
        Assert.Equal("still_member", (await ada.Here.Get<DeleteAccount>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(
            "not_found", (await ada.Here.Get<LeaveOrganization>().ExecuteAsync(new(new(Guid.CreateVersion7())))).Problem?.Code);
    }

    [Fact]
    public async Task Deletion_removes_authenticators_and_recovery_codes()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ada.AddsAppAsync();
        await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new());

        Assert.True((await DeletesAsync(ada.Services, ada.Session, ada.Email)).Succeeded);

        Assert.Equal(0L, await host.ScalarAsync<long>("""
            select (select count(*) from platform.authenticators where account_id = $1)
                + (select count(*) from platform.recovery_codes where account_id = $1)
            """, ada.Session.Login));
    }

    [Fact]
    public async Task The_deletion_page_works_without_JavaScript()
    {
        var ada = AccountScenario.NewAddress();
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await host.As((await host.JoinsAsync(ada)).Session).SessionTokenAsync();

        await browser.GetAsync("/account/delete");
        Assert.Contains("You are the last member", browser.Html);
        await browser.SubmitAsync("delete", ("email", "somebody@people.example"));
        Assert.Contains("not the email address of your account", browser.Html);
        await browser.SubmitAsync("delete", ("email", ada));
        Assert.Contains("Your account is deleted", browser.Html);
        Assert.DoesNotContain("__Host-staff-session", browser.Cookies.Keys);
    }

    Task<Guid> AcmeAsync(SecondFactorScenario of) =>
        host.ScalarAsync<Guid>("select id from organizations where slug = $1", of.Slug!);
}
