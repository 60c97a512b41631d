using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class SigningUpTests(TestHost host)
{
    [Fact]
    public async Task Signing_up_with_an_emailed_code_creates_an_organization_and_its_owner()
    {
        var ada = AccountScenario.NewAddress();

        var signedUp = await host.JoinsAsync(ada, "Ada & Söhne, Köln");

        Assert.StartsWith("ada-soehne-koeln", signedUp.Slug);
        var me = (await host.As(signedUp.Session).Get<GetMe>().ExecuteAsync(new())).Value;
        Assert.Equal((ada, signedUp.Slug, Role.Owner), (me.Email, me.Organization!.Slug, me.Role));
        Assert.Contains("organization.change", me.Permissions);
        var message = Assert.Single(await host.EmailsToAsync(ada));
        Assert.Contains(await host.CodeToAsync(ada), message.Html);
        Assert.DoesNotContain("Ada &", message.Text); // text typed by a stranger is not emailed
    }

    [Fact]
    public async Task Creating_an_organization_at_sign_up_is_audited_and_announced_by_events()
    {
        var signedUp = await host.JoinsAsync(AccountScenario.NewAddress(), "Initech");
        var id = await host.ScalarAsync<Guid>("select id from organizations where slug = $1", signedUp.Slug!);

        Assert.Equal(["account.verify", "warehouse.create"], await host.ScalarAsync<string[]>(
            "select array_agg(action order by action) from audit_entries where organization_id = $1", id));
        Assert.Equal(["Ada"], await host.ScalarAsync<string[]>(
            "select array_agg(distinct actor_name) from audit_entries where organization_id = $1", id));
        Assert.Equal(["member.joined", "organization.created", "warehouse.created"], await host.ScalarAsync<string[]>(
            "select array_agg(type::text order by type) from outbox_messages where organization_id = $1", id));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_is_refused_too()
    {
        var ada = AccountScenario.NewAddress();
        var codeId = await host.SignUpAsync(ada);
        var code = await host.CodeToAsync(ada);
        for (var i = 0; i < 5; i++)
            Assert.Null(
                (await host.Visitor().Get<VerifyCode>().ExecuteAsync(new(codeId, AccountScenario.Other(code)))).Value.SignedUp);

        Assert.Null((await host.Visitor().Get<VerifyCode>().ExecuteAsync(new(codeId, code))).Value.SignedUp);
    }

    [Fact]
    public async Task One_of_fifty_concurrent_uses_of_a_code_signs_up()
    {
        var ada = AccountScenario.NewAddress();
        var codeId = await host.SignUpAsync(ada);
        var code = await host.CodeToAsync(ada);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => host.Visitor().Get<VerifyCode>().ExecuteAsync(new(codeId, code))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.SignedUp: not null });
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from members m join platform.accounts a on a.id = m.account_id where a.email = $1", ada));
    }

    [Fact]
    public async Task Using_the_link_uses_up_the_code_too()
    {
        var ada = AccountScenario.NewAddress();
        var codeId = await host.SignUpAsync(ada);
        var code = await host.CodeToAsync(ada);
        var link = await host.LinkToAsync(ada);

        Assert.True((await host.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, codeId, null))).Succeeded);

        Assert.Null((await host.Visitor().Get<VerifyCode>().ExecuteAsync(new(codeId, code))).Value.SignedUp);
        Assert.Equal(
            "code_refused", (await host.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, codeId, null))).Problem?.Code);
    }

    [Fact]
    public async Task Codes_and_links_expire_after_ten_minutes()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var ada = AccountScenario.NewAddress();
        var codeId = await host.SignUpAsync(ada, services: services);
        var code = await host.CodeToAsync(ada);
        var link = await host.LinkToAsync(ada);
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Null((await host.Visitor(services).Get<VerifyCode>().ExecuteAsync(new(codeId, code))).Value.SignedUp);
        Assert.Equal(
            "code_refused", (await host.Visitor(services).Get<VerifyLink>().ExecuteAsync(new(link, codeId, null))).Problem?.Code);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_but_a_different_email()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);

        var codeId = await host.SignUpAsync(ada.ToUpperInvariant(), "Mallory Inc");

        Assert.Equal(2, (await host.EmailsToAsync(ada)).Count);
        Assert.Contains("already", (await host.EmailsToAsync(ada))[0].Subject);
        Assert.Null((await host.Visitor().Get<VerifyCode>().ExecuteAsync(new(codeId, "123456"))).Value.SignedUp);
        Assert.Equal(codeId, (await host.Visitor().Get<ResendCode>().ExecuteAsync(new(codeId))).Value);
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from platform.accounts where lower(email) = $1", ada));
    }

    [Fact]
    public async Task A_sign_up_started_in_another_browser_is_not_confirmed_without_the_password()
    {
        var ada = AccountScenario.NewAddress();
        await host.SignUpAsync(ada, "Mallory Inc", "mallory knows this one");
        var link = await host.LinkToAsync(ada);

        var clicked = await host.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, null, null));

        Assert.Equal("password_required", clicked.Problem?.Code);
        Assert.False(await host.ScalarAsync<bool>("select email_confirmed from platform.accounts where email = $1", ada));
    }

    [Fact]
    public async Task The_link_works_in_another_browser_with_the_password()
    {
        var ada = AccountScenario.NewAddress();
        await host.SignUpAsync(ada);
        var link = await host.LinkToAsync(ada);
        using var scope = host.Services.CreateScope();
        var signIn = scope.ServiceProvider.GetRequiredService<PasswordSignIn>();

        Assert.False((await signIn.ProveByLinkAsync(link, "not this one, surely", default)).Succeeded);
        var proof = (await signIn.ProveByLinkAsync(link, AccountScenario.Password, default)).Value;

        Assert.True((await host.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, null, proof))).Succeeded);
    }

    [Fact]
    public async Task During_a_lockout_the_link_works_only_in_the_browser_that_signed_up()
    {
        var ada = AccountScenario.NewAddress();
        var codeId = await host.SignUpAsync(ada);
        var link = await host.LinkToAsync(ada);
        using var scope = host.Services.CreateScope();
        var signIn = scope.ServiceProvider.GetRequiredService<PasswordSignIn>();
        for (var i = 0; i < Lockout.DefaultThreshold; i++)
            await signIn.ProveByLinkAsync(link, "not this one, surely", default);
        var proof = (await signIn.ProveByLinkAsync(link, AccountScenario.Password, default)).Value;

        Assert.Equal(
            "wrong_credentials", (await host.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, null, proof))).Problem?.Code);
        Assert.True((await host.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, codeId, null))).Succeeded);
    }

    [Fact]
    public async Task Signing_up_again_in_another_browser_keeps_the_earlier_code_and_its_resend()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var ada = AccountScenario.NewAddress();
        var first = await host.SignUpAsync(ada, services: services);
        await host.SignUpAsync(ada, "Mallory Inc", "mallory knows this one", services: services);
        clock.Advance(TimeSpan.FromMinutes(2));

        var resent = (await host.Visitor(services).Get<ResendCode>().ExecuteAsync(new(first))).Value;

        Assert.NotEqual(first, resent);
        Assert.Equal(3, (await host.EmailsToAsync(ada)).Count);
        var joined = await host.Visitor(services).Get<VerifyCode>().ExecuteAsync(new(resent, await host.CodeToAsync(ada)));
        Assert.Equal("acme", joined.Value.SignedUp!.Slug![..4]);
    }

    [Fact]
    public async Task A_code_can_be_resent_after_a_minute_with_at_most_three_emails_in_fifteen_minutes()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var ada = AccountScenario.NewAddress();
        var codeId = await host.SignUpAsync(ada, services: services);
        for (var i = 0; i < 5; i++)
        {
            // too soon, so nothing is sent
            codeId = (await host.Visitor(services).Get<ResendCode>().ExecuteAsync(new(codeId))).Value;
            clock.Advance(TimeSpan.FromMinutes(1));
            codeId = (await host.Visitor(services).Get<ResendCode>().ExecuteAsync(new(codeId))).Value;
        }

        Assert.Equal(3, (await host.EmailsToAsync(ada)).Count);
    }

    [Fact]
    public async Task Concurrent_sign_ups_with_one_address_create_one_account()
    {
        var ada = AccountScenario.NewAddress();
        var password = await host.HashAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => host.Visitor().Get<SignUp>().ExecuteAsync(new("Ada", ada, password, new NewOrganization("Acme")))));

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from platform.accounts where email = $1", ada));
    }

    [Fact]
    public async Task Slugs_are_unique_and_never_collide_with_a_page()
    {
        var name = $"Twins {AccountScenario.NewAddress().Split('@')[0].Split('.')[1]}";
        var first = await host.JoinsAsync(AccountScenario.NewAddress(), name);
        var second = await host.JoinsAsync(AccountScenario.NewAddress(), name);
        var login = await host.JoinsAsync(AccountScenario.NewAddress(), "Login");

        Assert.Equal($"{first.Slug}-2", second.Slug);
        Assert.StartsWith("login-", login.Slug);
    }
}
