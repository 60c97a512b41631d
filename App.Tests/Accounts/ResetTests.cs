using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class ResetTests(TestHouse house)
{
    const string NewPassword = "eleven herons over the bay";

    async Task<Id<Challenge>> AsksAsync(string email, Id<Challenge>? held = null, IServiceProvider? services = null, bool byProgram = false) =>
        (await house.Visitor(services).Get<AskForReset>().ExecuteAsync(new(email, held, byProgram))).Value;

    async Task<bool> ChoosesAsync(Id<Challenge>? held, string code, IServiceProvider? services = null, string? email = null, string password = NewPassword) =>
        (await house.Visitor(services).Get<ResetByCode>().ExecuteAsync(new(code, await house.HashAsync(password), held, email))).Value.Changed;

    async Task<Result<Done>> ClicksAsync(string link, Id<Challenge>? held, IServiceProvider? services = null) =>
        await house.Visitor(services).Get<ResetByLink>().ExecuteAsync(new(link, await house.HashAsync(NewPassword), held));

    static async Task<Result<SignInOutcome>> SignsInAsync(IServiceProvider services, string email, string password, string? device = null)
    {
        using var scope = services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, device, default);
    }

    [Fact]
    public async Task Ada_chooses_a_new_password_and_everything_the_old_one_opened_ends()
    {
        var ada = await FactorStory.BeginAsync(house);
        var refresh = (await ada.SignsInAsync()).Session!.RefreshToken!;
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = await AsksAsync(ada.Email, services: ada.Services);
        Assert.True(await ChoosesAsync(held, await house.CodeToAsync(ada.Email), ada.Services));

        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("refresh_refused", (await ada.Visitor.Get<RefreshSession>().ExecuteAsync(new(refresh))).Problem?.Code);
        Assert.Equal("wrong_credentials", (await SignsInAsync(ada.Services, ada.Email, AccountStory.Password)).Problem?.Code);
        Assert.NotNull((await SignsInAsync(ada.Services, ada.Email, NewPassword)).Value.Session);
        Assert.Contains("was changed", (await house.MailsToAsync(ada.Email))[0].Subject + (await house.MailsToAsync(ada.Email))[1].Subject);
        Assert.Equal("Ada", await house.ScalarAsync<string>("select actor_name from platform.account_entries where action = 'password.reset' and entity_id = $1", new Id<Account>(await ada.AccountIdAsync()).ToString()));
    }

    [Fact]
    public async Task A_reset_lifts_a_lock_forgets_browsers_and_leaves_the_second_factor()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var device = (await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret), remember: true)).Device;
        for (var i = 0; i < Lockout.Failures; i++)
            await house.Visitor(ada.Services).Get<CountFailedSignIn>().ExecuteAsync(new(await ada.AccountIdAsync()));
        await house.Visitor(ada.Services).Get<LockAccount>().ExecuteAsync(new(await ada.AccountIdAsync()));
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = await AsksAsync(ada.Email, services: ada.Services);
        Assert.True(await ChoosesAsync(held, await house.CodeToAsync(ada.Email), ada.Services));

        var begun = (await SignsInAsync(ada.Services, ada.Email, NewPassword, device)).Value;
        Assert.Equal((null, true), (begun.Session, begun.SecondStep is not null));
    }

    [Fact]
    public async Task Of_fifty_who_use_one_code_at_once_one_changes_the_password()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        var held = await AsksAsync(ada);
        var (code, hash) = (await house.CodeToAsync(ada), await house.HashAsync(NewPassword));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => house.Visitor().Get<ResetByCode>().ExecuteAsync(new(code, hash, held))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.Changed: true });
        Assert.Equal(1, (await house.MailsToAsync(ada)).Count(mail => mail.Subject.Contains("was changed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_fifty_who_click_one_link_at_once_one_changes_the_password()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        var held = await AsksAsync(ada);
        var (link, hash) = (await house.LinkToAsync(ada), await house.HashAsync(NewPassword));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => house.Visitor().Get<ResetByLink>().ExecuteAsync(new(link, hash, held))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("code_refused", answer.Problem?.Code));
        Assert.False(await ChoosesAsync(held, await ResetCodeAsync(ada)));
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_way_of_the_code_for_all_browsers_and_leave_that_of_the_link()
    {
        var ada = await FactorStory.BeginAsync(house);
        var first = await AsksAsync(ada.Email, services: ada.Services); // in another browser
        var wrong = AccountStory.Other(await house.CodeToAsync(ada.Email));
        for (var i = 0; i < 3; i++)
            Assert.False(await ChoosesAsync(first, wrong, ada.Services));
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        var held = await AsksAsync(ada.Email, services: ada.Services);
        var (code, link) = (await house.CodeToAsync(ada.Email), await house.LinkToAsync(ada.Email));
        for (var i = 0; i < 2; i++)
            Assert.False(await ChoosesAsync(held, AccountStory.Other(code), ada.Services));

        Assert.False(await ChoosesAsync(held, code, ada.Services));
        Assert.True((await ClicksAsync(link, held, ada.Services)).Succeeded);
    }

    [Fact]
    public async Task After_ten_minutes_code_and_link_are_too_old()
    {
        var ada = await FactorStory.BeginAsync(house);
        var held = await AsksAsync(ada.Email, services: ada.Services);
        var (code, link) = (await house.CodeToAsync(ada.Email), await house.LinkToAsync(ada.Email));
        ada.Clock.Advance(Challenge.Lifetime);

        Assert.False(await ChoosesAsync(held, code, ada.Services));
        Assert.Equal("code_refused", (await ClicksAsync(link, held, ada.Services)).Problem?.Code);
    }

    [Fact]
    public async Task Code_and_link_work_in_the_browser_alone_that_asked_for_them()
    {
        var (ada, eve) = (AccountStory.NewAddress(), AccountStory.NewAddress("eve"));
        await house.JoinsAsync(ada);
        await house.JoinsAsync(eve);
        var held = await AsksAsync(ada);
        var (code, link) = (await house.CodeToAsync(ada), await house.LinkToAsync(ada));
        var eves = await AsksAsync(eve);

        Assert.False(await ChoosesAsync(eves, code));
        Assert.False(await ChoosesAsync(null, code, email: ada)); // a program
        Assert.Equal("other_browser", (await ClicksAsync(link, eves)).Problem?.Code);
        Assert.Equal("other_browser", (await ClicksAsync(link, null)).Problem?.Code);
        Assert.True((await ClicksAsync(link, held)).Succeeded);
    }

    [Fact]
    public async Task A_code_for_another_purpose_changes_no_password_and_a_reset_code_does_nothing_else()
    {
        var ada = await FactorStory.BeginAsync(house);
        var there = house.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        var stepUp = await house.CodeToAsync(ada.Email);
        var id = await house.ScalarAsync<Guid>("select id from platform.challenges where account_id = $1 and purpose = 'StepUp'", await ada.AccountIdAsync());
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        var held = await AsksAsync(ada.Email, services: ada.Services);
        var reset = await house.CodeToAsync(ada.Email);

        Assert.False(await ChoosesAsync(new(id), stepUp, ada.Services));
        Assert.Null((await ada.Visitor.Get<VerifyCode>().ExecuteAsync(new(held, reset))).Value.SignedUp);
        Assert.NotNull((await there.Get<ConfirmStepUp>().ExecuteAsync(new(reset))).Value.Refusal);
        Assert.True(await ChoosesAsync(held, reset, ada.Services));
    }

    [Fact]
    public async Task Known_and_unknown_addresses_cost_the_same_rows_and_mails_three_in_a_quarter_of_an_hour()
    {
        var (known, unknown, unproved) = (AccountStory.NewAddress(), AccountStory.NewAddress("nobody"), AccountStory.NewAddress("eve"));
        var then = house.At(new TestClock());
        await house.JoinsAsync(known, services: then);
        await house.SignUpAsync(unproved, services: then);
        foreach (var email in new[] { known, unknown, unproved })
            for (var i = 0; i < 5; i++)
                Assert.NotEqual(default, await AsksAsync(email, services: then));

        Assert.Equal((4, 3, 4), ((await house.MailsToAsync(known)).Count, (await house.MailsToAsync(unknown)).Count, (await house.MailsToAsync(unproved)).Count));
        Assert.Contains("No Stockade account", (await house.MailsToAsync(unknown))[0].Subject);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.accounts where email = $1", unknown));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.account_entries where action = 'password.ask_reset'"));
    }

    [Fact]
    public async Task With_too_many_asked_for_the_browsers_own_stays_good()
    {
        var ada = await FactorStory.BeginAsync(house);
        Id<Challenge>? held = null;
        for (var i = 0; i < 5; i++)
        {
            ada.Clock.Advance(TimeSpan.FromSeconds(1));
            held = await AsksAsync(ada.Email, held, ada.Services);
        }

        Assert.True((await ClicksAsync(await house.LinkToAsync(ada.Email), held, ada.Services)).Succeeded);
    }

    [Fact]
    public async Task A_forced_reset_makes_the_password_worthless_and_mails_the_way_to_another()
    {
        var ada = await FactorStory.BeginAsync(house);
        for (var i = 0; i < 4; i++)
            await AsksAsync(ada.Email, services: ada.Services); // whoever did this cannot hold the mail back
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = await ForcesAsync(ada);

        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("wrong_credentials", (await SignsInAsync(ada.Services, ada.Email, AccountStory.Password)).Problem?.Code);
        Assert.Equal("Choose a new Stockade password", (await house.MailsToAsync(ada.Email))[0].Subject);
        Assert.True((await ClicksAsync(await house.LinkToAsync(ada.Email), held, ada.Services)).Succeeded);
        Assert.NotNull((await SignsInAsync(ada.Services, ada.Email, NewPassword)).Value.Session);
    }

    [Fact]
    public async Task What_was_mailed_is_kept_as_hashes()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        await AsksAsync(ada);
        var (code, link) = (await house.CodeToAsync(ada), await house.LinkToAsync(ada));

        var rows = await house.ScalarAsync<string>("select string_agg(to_jsonb(c)::text, ' ') from platform.challenges c join platform.accounts a on a.id = c.account_id where a.email = $1", ada);
        Assert.DoesNotContain(code, rows);
        Assert.DoesNotContain(link, rows);
        Assert.DoesNotContain(ada, rows);
    }

    /// <summary>As an operation of another feature does it, inside its own pass.</summary>
    sealed class Suspect(Gate gate, AccountBook accounts, PasswordBook passwords) : Operation<Suspect.Request, Id<Challenge>>(gate)
    {
        public sealed record Request(Guid Account) : IRequest
        {
            public void Check(Checks checks) { }
        }

        protected internal override Permission Permission => Permission.Anyone;
        protected internal override string Action => "account.suspect";

        protected override async Task<Result<Id<Challenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
        {
            pass.Note(new Id<Account>(request.Account).ToString(), "Suspected");
            return await passwords.ForceAsync(pass, (await accounts.LockAsync(pass, request.Account, ct))!, ct);
        }
    }

    static async Task<Id<Challenge>> ForcesAsync(FactorStory of)
    {
        using var scope = of.Services.CreateScope();
        var provider = scope.ServiceProvider;
        provider.GetRequiredService<Caller>().Is(new Credential.None());
        var suspect = new Suspect(provider.GetRequiredService<Gate>(), provider.GetRequiredService<AccountBook>(), provider.GetRequiredService<PasswordBook>());
        return (await suspect.ExecuteAsync(new(await of.AccountIdAsync()))).Value;
    }

    async Task<string> ResetCodeAsync(string email) => (await house.MailsToAsync(email)).First(mail => mail.Subject.Contains("code for a new", StringComparison.Ordinal)).Subject[..6];
}
