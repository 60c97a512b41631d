using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class SessionTests(TestHouse house)
{
    async Task<Result<SignInOutcome>> SignInAsync(string email, string password, IServiceProvider? services = null)
    {
        using var scope = (services ?? house.Services).CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, default);
    }

    [Fact]
    public async Task The_right_password_opens_a_session_in_the_organization_used_last()
    {
        var ada = AccountStory.NewAddress();
        var signedUp = await house.JoinsAsync(ada);

        var session = (await SignInAsync($" {ada.ToUpperInvariant()} ", AccountStory.Password)).Value.Session!;

        var me = (await house.As(session).Get<GetMe>().ExecuteAsync(new())).Value;
        Assert.Equal(signedUp.Slug, me.Organization!.Slug);
    }

    [Theory]
    [InlineData("wrong but long enough")]
    [InlineData("")]
    [InlineData("a long walk in the rain\0")]
    [InlineData("more than seventy-two bytes, more than seventy-two bytes, more than seventy-two bytes")]
    public async Task Wrong_password_and_unknown_address_are_answered_alike(string password)
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);

        var wrong = await SignInAsync(ada, password);
        var unknown = await SignInAsync(AccountStory.NewAddress("nobody"), password);
        var nonsense = await SignInAsync("\0", password);

        Assert.Equal("wrong_credentials", wrong.Problem?.Code);
        Assert.Equal(wrong.Problem, unknown.Problem);
        Assert.Equal(wrong.Problem, nonsense.Problem);
    }

    [Fact]
    public async Task Who_never_verified_is_led_to_a_new_code_only_with_the_right_password()
    {
        var ada = AccountStory.NewAddress();
        await house.SignUpAsync(ada, "Acme");

        Assert.Equal("wrong_credentials", (await SignInAsync(ada, "wrong but long enough")).Problem?.Code);
        var outcome = (await SignInAsync(ada, AccountStory.Password)).Value;

        Assert.Null(outcome.Session);
        var signedUp = (await house.Visitor().Get<VerifyCode>().ExecuteAsync(new(outcome.VerifyFirst!.Value, await house.CodeToAsync(ada)))).Value.SignedUp;
        Assert.NotNull(signedUp!.Slug); // the organization named at sign-up was remembered
    }

    [Fact]
    public async Task An_ended_session_opens_nothing_at_its_next_call()
    {
        var ada = AccountStory.NewAddress();
        var first = await house.JoinsAsync(ada);
        var second = (await SignInAsync(ada, AccountStory.Password)).Value.Session!;
        var here = house.As(first.Session);
        Assert.Equal([true, false], (await here.Get<ListSessions>().ExecuteAsync(new())).Value.Data.OrderByDescending(row => row.Current).Select(row => row.Current));

        Assert.True((await here.Get<EndSession>().ExecuteAsync(new(second.SessionId))).Succeeded);

        Assert.Equal("unauthenticated", (await house.As(second).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.True((await here.Get<GetMe>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task Signing_out_elsewhere_leaves_the_session_that_asks()
    {
        var ada = AccountStory.NewAddress();
        var here = (await house.JoinsAsync(ada)).Session;
        var there = (await SignInAsync(ada, AccountStory.Password)).Value.Session!;

        await house.As(here).Get<EndOtherSessions>().ExecuteAsync(new());

        Assert.False((await house.As(there).Get<GetMe>().ExecuteAsync(new())).Succeeded);
        Assert.True((await house.As(here).Get<GetMe>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another_account()
    {
        var ada = await house.JoinsAsync(AccountStory.NewAddress());
        var mallory = await house.JoinsAsync(AccountStory.NewAddress("mallory"));

        Assert.Equal("not_found", (await house.As(mallory.Session).Get<EndSession>().ExecuteAsync(new(ada.Session.SessionId))).Problem?.Code);
        Assert.Single((await house.As(mallory.Session).Get<ListSessions>().ExecuteAsync(new())).Value.Data);
    }

    [Fact]
    public async Task A_session_ends_by_itself_after_a_week_without_use_and_a_month_with()
    {
        var clock = new TestClock();
        var then = house.At(clock);
        var idle = await house.JoinsAsync(AccountStory.NewAddress(), services: then);
        var used = await house.JoinsAsync(AccountStory.NewAddress(), services: then);
        for (var day = 0; day < 29; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            Assert.True((await house.As(used.Session, services: then).Get<GetMe>().ExecuteAsync(new())).Succeeded);
        }

        Assert.Equal("unauthenticated", (await house.As(idle.Session, services: then).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("unauthenticated", (await house.As(used.Session, services: then).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task A_changed_security_stamp_makes_an_earlier_proof_worthless()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var scope = house.Services.CreateScope();
        var stored = (await house.Visitor().Get<FindPassword>().ExecuteAsync(new(ada))).Value.Stored;
        var proof = (await scope.ServiceProvider.GetRequiredService<PasswordDesk>().ProveAsync(stored, AccountStory.Password, default)).Value;
        await house.ScalarAsync<string>("update platform.accounts set security_stamp = 'other' where email = $1 returning 'done'", ada);

        Assert.Equal("wrong_credentials", (await house.Visitor().Get<OpenSession>().ExecuteAsync(new(proof))).Problem?.Code);
    }
}
