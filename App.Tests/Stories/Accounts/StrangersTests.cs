using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Strangers who know only the owner's email address cannot keep the owner out.</summary>
public sealed class StrangersTests(TestHost host)
{
    const string NewPassword = "eleven herons over the bay";
    const string Guess = "wrong but long enough";

    readonly FakeClock clock = new();
    ServiceProvider? services;

    ServiceProvider Services => services ??= host.At(clock);

    static Task<Result<SignInOutcome>> SignsInAsync(Device device, string email, string password = AccountScenario.Password) =>
        device.Get<PasswordSignIn>().AttemptAsync(email, password);

    static async Task<Id<EmailCode>> AsksAsync(Device device, string email, Id<EmailCode>? held = null) =>
        (await device.Get<RequestReset>().ExecuteAsync(new(email, held, ByProgram: device.Browser is null))).Value;

    async Task<bool> ChoosesAsync(Device device, string code, Id<EmailCode>? held, string? email = null) =>
        (await device.Get<ResetByCode>().ExecuteAsync(new(code, await host.HashAsync(NewPassword), held, email))).Value.Changed;

    async Task<(string Email, Device Home)> AdaAsync()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromMinutes(1)); // so later emails sort after earlier ones
        var home = Services.NewBrowser("198.51.100.7");
        var session = (await SignsInAsync(home, ada)).Value.Session!;
        clock.Advance(TimeSpan.FromMinutes(1));
        return (ada, home.Knowing(session.Browser));
    }

    /// <summary>Wrong passwords, reset requests, sign-ups and codes of programs, each from another address.</summary>
    async Task AttackAsync(string email, int minute)
    {
        var stranger = Services.NewBrowser($"203.0.113.{minute}");
        var program = Services.Program($"203.0.113.{100 + minute}");
        await SignsInAsync(stranger, email, Guess);
        await SignsInAsync(program, email, Guess);
        var held = await AsksAsync(stranger, email);
        await ChoosesAsync(stranger, "000000", held);
        var byProgram = await AsksAsync(program, email);
        await ChoosesAsync(program, "000000", byProgram);
        await ChoosesAsync(program, "000000", null, email);
        await stranger.Get<SignUp>().ExecuteAsync(new("Eve", email, await host.HashAsync(Guess), null));
    }

    [Fact]
    public async Task After_an_hour_of_attacks_the_owner_signs_in_at_home_and_resets_the_password_in_a_new_browser()
    {
        var (ada, home) = await AdaAsync();
        var emailsBefore = (await host.EmailsToAsync(ada)).Count;
        for (var minute = 0; minute < 60; minute++)
        {
            await AttackAsync(ada, minute);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        for (var again = 60; again < 64; again++)
            await AttackAsync(ada, again);
        var hotel = Services.NewBrowser("192.0.2.10");

        Assert.Equal("wrong_credentials", (await SignsInAsync(hotel, ada)).Problem?.Code); // new devices are locked out
        Assert.NotNull((await SignsInAsync(home, ada)).Value.Session);
        Assert.Equal("wrong_credentials", (await SignsInAsync(hotel, ada)).Problem?.Code); // still

        clock.Advance(TimeSpan.FromSeconds(1));
        var held = await AsksAsync(hotel, ada);
        var link = ResetLinkIn((await host.EmailsToAsync(ada)).First(email => email.Text.Contains("/reset/")).Text);
        Assert.True((await hotel.Get<ResetByLink>().ExecuteAsync(new(link, await host.HashAsync(NewPassword), held))).Succeeded);
        Assert.NotNull((await SignsInAsync(hotel, ada, NewPassword)).Value.Session);
        Assert.InRange((await host.EmailsToAsync(ada)).Count - emailsBefore, 5, 60); // some emails, not one for each request
    }

    static string ResetLinkIn(string text) => text.Split("/reset/")[1][..Token.Length];

    [Fact]
    public async Task A_code_that_the_owner_requested_works_whatever_strangers_request_and_guess()
    {
        var (ada, _) = await AdaAsync();
        var hotel = Services.NewBrowser("192.0.2.10");
        var held = await AsksAsync(hotel, ada);
        var code = await host.CodeToAsync(ada);
        for (var minute = 0; minute < 9; minute++)
        {
            await AttackAsync(ada, minute);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.True(await ChoosesAsync(hotel, code, held));
    }

    [Fact]
    public async Task A_code_that_the_owners_program_requested_works_whatever_other_programs_guess()
    {
        var (ada, _) = await AdaAsync();
        var script = Services.Program("192.0.2.10");
        var held = await AsksAsync(script, ada);
        var code = await host.CodeToAsync(ada);
        for (var minute = 0; minute < 9; minute++)
        {
            await AttackAsync(ada, minute);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False(await ChoosesAsync(script, code, null, ada)); // without the token it shares the attempts with all programs
        Assert.True(await ChoosesAsync(script, code, held, ada));
    }

    [Fact]
    public async Task A_browser_whose_email_is_withheld_can_use_the_code_that_was_sent_just_before()
    {
        var (ada, _) = await AdaAsync();
        for (var stranger = 0; stranger < EmailCode.MaxEmails; stranger++)
            await AsksAsync(Services.NewBrowser($"203.0.113.{stranger}"), ada);
        var emails = (await host.EmailsToAsync(ada)).Count;
        var hotel = Services.NewBrowser("192.0.2.10");

        var held = await AsksAsync(hotel, ada);

        Assert.Equal(emails, (await host.EmailsToAsync(ada)).Count);
        var code = (await host.EmailsToAsync(ada))[0].Subject[..6];
        Assert.False(await ChoosesAsync(hotel, AccountScenario.Other(code), held));
        Assert.True(await ChoosesAsync(hotel, code, held));
    }

    [Fact]
    public async Task After_fifty_wrong_codes_in_a_day_the_email_contains_only_a_link()
    {
        var (ada, _) = await AdaAsync();
        var guesses = 0;
        for (var window = 0; guesses < EmailCode.MaxAttemptsPerDay; window++, clock.Advance(EmailCode.Window))
            for (var browser = 0; browser < EmailCode.MaxEmails; browser++)
            {
                var stranger = Services.NewBrowser($"203.0.{window}.{browser}");
                var held = await AsksAsync(stranger, ada);
                clock.Advance(TimeSpan.FromSeconds(1));
                var wrong = AccountScenario.Other((await host.EmailsToAsync(ada))[0].Subject[..6]);
                for (var attempt = 0; attempt < EmailCode.MaxAttempts && guesses < EmailCode.MaxAttemptsPerDay; attempt++)
                {
                    Assert.False(await ChoosesAsync(stranger, wrong, held));
                    guesses++;
                }
            }
        var hotel = Services.NewBrowser("192.0.2.10");

        var mine = await AsksAsync(hotel, ada);

        var email = (await host.EmailsToAsync(ada))[0];
        Assert.Equal("Reset your Stockade password", email.Subject);
        Assert.True((await hotel.Get<ResetByLink>().ExecuteAsync(
            new(ResetLinkIn(email.Text), await host.HashAsync(NewPassword), mine))).Succeeded);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 15)]
    [InlineData(4, 30)]
    [InlineData(7, 240)]
    [InlineData(1000, 240)]
    public void Each_further_code_of_a_program_takes_longer_up_to_four_hours(int sent, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), EmailCodePacing.DelayAfter(sent));

    [Fact]
    public async Task Wrong_passwords_on_a_known_browser_lock_only_that_browser()
    {
        var (ada, home) = await AdaAsync();
        for (var attempt = 0; attempt < Lockout.DefaultThreshold; attempt++)
            Assert.Equal("wrong_credentials", (await SignsInAsync(home with { Address = $"198.51.100.{attempt}" }, ada, Guess))
                .Problem?.Code);

        Assert.Equal("wrong_credentials", (await SignsInAsync(home with { Address = "198.51.100.90" }, ada)).Problem?.Code);
        Assert.Contains("on a device that has signed in", (await host.EmailsToAsync(ada))[0].Text.ReplaceLineEndings(" "));
        Assert.NotNull((await SignsInAsync(Services.NewBrowser("192.0.2.10"), ada)).Value.Session);
        clock.Advance(Lockout.Duration);
        Assert.NotNull((await SignsInAsync(home, ada)).Value.Session);
    }

    [Fact]
    public async Task A_strangers_sign_up_neither_voids_the_owners_nor_replaces_its_password()
    {
        var ada = AccountScenario.NewAddress();
        var mine = (await Services.NewBrowser("192.0.2.10").Get<SignUp>().ExecuteAsync(
            new("Ada", ada, await host.HashAsync(), null))).Value;
        var code = await host.CodeToAsync(ada);
        clock.Advance(TimeSpan.FromSeconds(1));
        var theirs = (await Services.NewBrowser("203.0.113.1").Get<SignUp>().ExecuteAsync(
            new("Eve", ada, await host.HashAsync(Guess), null))).Value;
        var theirCode = await host.CodeToAsync(ada);

        var signedUp = await host.Visitor(Services).Get<VerifyCode>().ExecuteAsync(new(mine, code));

        Assert.NotNull(signedUp.Value.SignedUp);
        Assert.Equal("Ada", await host.ScalarAsync<string>("select name from platform.accounts where email = $1", ada));
        Assert.NotNull((await SignsInAsync(Services.NewBrowser("192.0.2.10"), ada)).Value.Session);
        Assert.Equal("wrong_credentials", (await SignsInAsync(Services.NewBrowser("192.0.2.11"), ada, Guess)).Problem?.Code);
        Assert.Null((await host.Visitor(Services).Get<VerifyCode>().ExecuteAsync(new(theirs, theirCode))).Value.SignedUp);
    }

    [Fact]
    public async Task Wrong_second_factors_of_people_who_know_the_password_do_not_lock_the_owners_browser()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var home = ada.Services.NewBrowser("198.51.100.7");
        var session = (await SignsInAsync(home, ada.Email)).Value.Session!;
        home = home.Knowing(session.Browser);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var thief = ada.Services.NewBrowser("203.0.113.1");
        var pending = (await SignsInAsync(thief, ada.Email)).Value.TwoFactor!.Token;
        for (var attempt = 0; attempt < 5; attempt++)
            await thief.Get<FinishSignIn>().ExecuteAsync(new(pending, ada.WrongCodeOf(secret)));
        var again = (await SignsInAsync(thief, ada.Email)).Value.TwoFactor!.Token;
        Assert.Equal("second_factor_locked", (await thief.Get<FinishSignIn>().ExecuteAsync(new(again, ada.CodeOf(secret))))
            .Value.Refusal?.Code);

        var mine = (await SignsInAsync(home, ada.Email)).Value.TwoFactor!.Token;
        Assert.NotNull((await home.Get<FinishSignIn>().ExecuteAsync(new(mine, ada.CodeOf(secret)))).Value.Session);
    }
}
