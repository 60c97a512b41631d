using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class SigningUpTests(TestHouse house)
{
    [Fact]
    public async Task Ada_signs_up_reads_her_code_and_owns_an_organization()
    {
        var ada = AccountStory.NewAddress();

        var signedUp = await house.JoinsAsync(ada, "Ada & Söhne, Köln");

        Assert.StartsWith("ada-sohne-koln", signedUp.Slug);
        var me = (await house.As(signedUp.Session).Get<GetMe>().ExecuteAsync(new())).Value;
        Assert.Equal((ada, signedUp.Slug, Role.Owner), (me.Email, me.Organization!.Slug, me.Role));
        Assert.Contains("organization.change", me.Permissions);
        var mail = Assert.Single(await house.MailsToAsync(ada));
        Assert.Contains(await house.CodeToAsync(ada), mail.Html);
        Assert.DoesNotContain("Ada &", mail.Text); // what a stranger typed is not mailed to anyone
    }

    [Fact]
    public async Task The_founding_is_audited_in_the_new_organization_and_told_by_events()
    {
        var signedUp = await house.JoinsAsync(AccountStory.NewAddress(), "Initech");
        var id = await house.ScalarAsync<Guid>("select id from organizations where slug = $1", signedUp.Slug!);

        Assert.Equal(["account.verify"], await house.ScalarAsync<string[]>("select array_agg(action) from audit_entries where organization_id = $1", id));
        Assert.Equal("Ada", await house.ScalarAsync<string>("select actor_name from audit_entries where organization_id = $1", id));
        Assert.Equal(["member.joined", "organization.created"], await house.ScalarAsync<string[]>("select array_agg(type::text order by type) from outbox_messages where organization_id = $1", id));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_is_refused_too()
    {
        var ada = AccountStory.NewAddress();
        var challenge = await house.SignUpAsync(ada);
        var code = await house.CodeToAsync(ada);
        for (var i = 0; i < 5; i++)
            Assert.Null((await house.Visitor().Get<VerifyCode>().ExecuteAsync(new(challenge, AccountStory.Other(code)))).Value.SignedUp);

        Assert.Null((await house.Visitor().Get<VerifyCode>().ExecuteAsync(new(challenge, code))).Value.SignedUp);
    }

    [Fact]
    public async Task Of_fifty_who_use_one_code_at_once_one_gets_in()
    {
        var ada = AccountStory.NewAddress();
        var challenge = await house.SignUpAsync(ada);
        var code = await house.CodeToAsync(ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => house.Visitor().Get<VerifyCode>().ExecuteAsync(new(challenge, code))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.SignedUp: not null });
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from members m join platform.accounts a on a.id = m.account_id where a.email = $1", ada));
    }

    [Fact]
    public async Task A_code_and_its_link_work_once_between_them()
    {
        var ada = AccountStory.NewAddress();
        var challenge = await house.SignUpAsync(ada);
        var (code, link) = (await house.CodeToAsync(ada), await house.LinkToAsync(ada));

        Assert.True((await house.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, challenge, null))).Succeeded);

        Assert.Null((await house.Visitor().Get<VerifyCode>().ExecuteAsync(new(challenge, code))).Value.SignedUp);
        Assert.Equal("code_refused", (await house.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, challenge, null))).Problem?.Code);
    }

    [Fact]
    public async Task After_ten_minutes_code_and_link_are_too_old()
    {
        var clock = new TestClock();
        var then = house.At(clock);
        var ada = AccountStory.NewAddress();
        var challenge = await house.SignUpAsync(ada, services: then);
        var (code, link) = (await house.CodeToAsync(ada), await house.LinkToAsync(ada));
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Null((await house.Visitor(then).Get<VerifyCode>().ExecuteAsync(new(challenge, code))).Value.SignedUp);
        Assert.Equal("code_refused", (await house.Visitor(then).Get<VerifyLink>().ExecuteAsync(new(link, challenge, null))).Problem?.Code);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_another_mail()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);

        var challenge = await house.SignUpAsync(ada.ToUpperInvariant(), "Mallory Inc");

        Assert.Equal(2, (await house.MailsToAsync(ada)).Count);
        Assert.Contains("already", (await house.MailsToAsync(ada))[0].Subject);
        Assert.Null((await house.Visitor().Get<VerifyCode>().ExecuteAsync(new(challenge, "123456"))).Value.SignedUp);
        Assert.Equal(challenge, (await house.Visitor().Get<RenewCode>().ExecuteAsync(new(challenge))).Value);
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from platform.accounts where lower(email) = $1", ada));
    }

    [Fact]
    public async Task Nobody_confirms_what_a_stranger_began_in_their_name()
    {
        var ada = AccountStory.NewAddress();
        await house.SignUpAsync(ada, "Mallory Inc", "mallory knows this one");
        var link = await house.LinkToAsync(ada);

        var clicked = await house.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, null, null));

        Assert.Equal("password_needed", clicked.Problem?.Code);
        Assert.False(await house.ScalarAsync<bool>("select email_confirmed from platform.accounts where email = $1", ada));
    }

    [Fact]
    public async Task With_the_password_the_link_works_in_another_browser()
    {
        var ada = AccountStory.NewAddress();
        await house.SignUpAsync(ada);
        var link = await house.LinkToAsync(ada);
        using var scope = house.Services.CreateScope();
        var signIn = scope.ServiceProvider.GetRequiredService<PasswordSignIn>();

        Assert.False((await signIn.ProveByLinkAsync(link, "not this one, surely", default)).Succeeded);
        var proof = (await signIn.ProveByLinkAsync(link, AccountStory.Password, default)).Value;

        Assert.True((await house.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, null, proof))).Succeeded);
    }

    [Fact]
    public async Task While_the_account_is_locked_no_password_opens_the_link_and_the_browser_that_signed_up_still_does()
    {
        var ada = AccountStory.NewAddress();
        var challenge = await house.SignUpAsync(ada);
        var link = await house.LinkToAsync(ada);
        using var scope = house.Services.CreateScope();
        var signIn = scope.ServiceProvider.GetRequiredService<PasswordSignIn>();
        for (var i = 0; i < Lockout.Failures; i++)
            await signIn.ProveByLinkAsync(link, "not this one, surely", default);
        var proof = (await signIn.ProveByLinkAsync(link, AccountStory.Password, default)).Value;

        Assert.Equal("wrong_credentials", (await house.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, null, proof))).Problem?.Code);
        Assert.True((await house.Visitor().Get<VerifyLink>().ExecuteAsync(new(link, challenge, null))).Succeeded);
    }

    [Fact]
    public async Task Signing_up_again_voids_the_earlier_code_and_its_renewal()
    {
        var clock = new TestClock();
        var then = house.At(clock);
        var ada = AccountStory.NewAddress();
        var first = await house.SignUpAsync(ada, services: then);
        var code = await house.CodeToAsync(ada);
        await house.SignUpAsync(ada, "Mallory Inc", "mallory knows this one", services: then);
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null((await house.Visitor(then).Get<VerifyCode>().ExecuteAsync(new(first, code))).Value.SignedUp);
        Assert.Equal(first, (await house.Visitor(then).Get<RenewCode>().ExecuteAsync(new(first))).Value);
        Assert.Equal(2, (await house.MailsToAsync(ada)).Count);
    }

    [Fact]
    public async Task A_code_is_sent_again_after_a_minute_and_three_times_in_fifteen()
    {
        var clock = new TestClock();
        var then = house.At(clock);
        var ada = AccountStory.NewAddress();
        var challenge = await house.SignUpAsync(ada, services: then);
        for (var i = 0; i < 5; i++)
        {
            challenge = (await house.Visitor(then).Get<RenewCode>().ExecuteAsync(new(challenge))).Value; // too soon: nothing happens
            clock.Advance(TimeSpan.FromMinutes(1));
            challenge = (await house.Visitor(then).Get<RenewCode>().ExecuteAsync(new(challenge))).Value;
        }

        Assert.Equal(3, (await house.MailsToAsync(ada)).Count);
    }

    [Fact]
    public async Task Two_who_sign_up_with_one_address_at_once_make_one_account()
    {
        var ada = AccountStory.NewAddress();
        var password = await house.HashAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.Visitor().Get<SignUp>().ExecuteAsync(new("Ada", ada, password, new Charter("Acme")))));

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from platform.accounts where email = $1", ada));
    }

    [Fact]
    public async Task Organizations_of_one_name_get_addresses_of_their_own_and_none_that_is_taken_by_a_page()
    {
        var name = $"Twins {AccountStory.NewAddress().Split('@')[0].Split('.')[1]}";
        var first = await house.JoinsAsync(AccountStory.NewAddress(), name);
        var second = await house.JoinsAsync(AccountStory.NewAddress(), name);
        var login = await house.JoinsAsync(AccountStory.NewAddress(), "Login");

        Assert.Equal($"{first.Slug}-2", second.Slug);
        Assert.StartsWith("login-", login.Slug);
    }
}
