using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class ResetTests(TestHost host)
{
    const string NewPassword = "eleven herons over the bay";

    async Task<Id<EmailCode>> AsksAsync(
        string email, Id<EmailCode>? held = null, IServiceProvider? services = null, bool byProgram = false) =>
        (await host.Visitor(services).Get<RequestReset>().ExecuteAsync(new(email, held, byProgram))).Value;

    async Task<bool> ChoosesAsync(
        Id<EmailCode>? held,
        string code,
        IServiceProvider? services = null,
        string? email = null,
        string password = NewPassword) =>
        (await host.Visitor(services).Get<ResetByCode>().ExecuteAsync(
            new(code, await host.HashAsync(password), held, email))).Value.Changed;

    async Task<Result<Done>> ClicksAsync(string link, Id<EmailCode>? held, IServiceProvider? services = null) =>
        await host.Visitor(services).Get<ResetByLink>().ExecuteAsync(new(link, await host.HashAsync(NewPassword), held));

    static async Task<Result<SignInOutcome>> SignsInAsync(
        IServiceProvider services, string email, string password, string? device = null)
    {
        using var scope = services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, device, default);
    }

    [Fact]
    public async Task A_reset_replaces_the_password_and_ends_all_sessions()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var refresh = (await ada.SignsInAsync()).Session!.RefreshToken!;
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = await AsksAsync(ada.Email, services: ada.Services);
        Assert.True(await ChoosesAsync(held, await host.CodeToAsync(ada.Email), ada.Services));

        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("refresh_refused", (await ada.Visitor.Get<RefreshSession>().ExecuteAsync(new(refresh))).Problem?.Code);
        Assert.Equal("wrong_credentials", (await SignsInAsync(ada.Services, ada.Email, AccountScenario.Password)).Problem?.Code);
        Assert.NotNull((await SignsInAsync(ada.Services, ada.Email, NewPassword)).Value.Session);
        Assert.Contains(
            "was changed", (await host.EmailsToAsync(ada.Email))[0].Subject + (await host.EmailsToAsync(ada.Email))[1].Subject);
        Assert.Equal("Ada", await host.ScalarAsync<string>(
            "select actor_name from platform.account_entries where action = 'password.reset' and entity_id = $1",
            new Id<Account>(await ada.AccountIdAsync()).ToString()));
    }

    [Fact]
    public async Task A_reset_unlocks_the_account_forgets_trusted_devices_and_keeps_the_second_factor()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var device = (await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret), remember: true)).Device;
        for (var i = 0; i < Lockout.DefaultThreshold; i++)
            await host.Visitor(ada.Services).Get<RecordFailedSignIn>().ExecuteAsync(new(await ada.AccountIdAsync()));
        await host.Visitor(ada.Services).Get<LockAccount>().ExecuteAsync(new(await ada.AccountIdAsync()));
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = await AsksAsync(ada.Email, services: ada.Services);
        Assert.True(await ChoosesAsync(held, await host.CodeToAsync(ada.Email), ada.Services));

        var begun = (await SignsInAsync(ada.Services, ada.Email, NewPassword, device)).Value;
        Assert.Equal((null, true), (begun.Session, begun.TwoFactor is not null));
    }

    [Fact]
    public async Task One_of_fifty_concurrent_uses_of_a_code_changes_the_password()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        var held = await AsksAsync(ada);
        var code = await host.CodeToAsync(ada);
        var hash = await host.HashAsync(NewPassword);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => host.Visitor().Get<ResetByCode>().ExecuteAsync(new(code, hash, held))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.Changed: true });
        Assert.Equal(
            1,
            (await host.EmailsToAsync(ada)).Count(message => message.Subject.Contains("was changed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_of_fifty_concurrent_uses_of_a_link_changes_the_password()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        var held = await AsksAsync(ada);
        var link = await host.LinkToAsync(ada);
        var hash = await host.HashAsync(NewPassword);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => host.Visitor().Get<ResetByLink>().ExecuteAsync(new(link, hash, held))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("code_refused", answer.Problem?.Code));
        Assert.False(await ChoosesAsync(held, await ResetCodeAsync(ada)));
    }

    [Fact]
    public async Task Five_wrong_codes_block_that_code_but_neither_its_link_nor_the_code_of_another_browser()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var elsewhere = await AsksAsync(ada.Email, services: ada.Services);
        var other = await host.CodeToAsync(ada.Email);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        var held = await AsksAsync(ada.Email, services: ada.Services);
        var code = await host.CodeToAsync(ada.Email);
        var link = await host.LinkToAsync(ada.Email);
        for (var i = 0; i < 5; i++)
            Assert.False(await ChoosesAsync(held, AccountScenario.Other(code), ada.Services));

        Assert.False(await ChoosesAsync(held, code, ada.Services));
        Assert.False(await ChoosesAsync(elsewhere, AccountScenario.Other(other), ada.Services));
        Assert.True((await ClicksAsync(link, held, ada.Services)).Succeeded);
        Assert.False(await ChoosesAsync(elsewhere, other, ada.Services)); // a reset voids the codes of all browsers
    }

    [Fact]
    public async Task Codes_and_links_expire_after_ten_minutes()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var held = await AsksAsync(ada.Email, services: ada.Services);
        var code = await host.CodeToAsync(ada.Email);
        var link = await host.LinkToAsync(ada.Email);
        ada.Clock.Advance(EmailCode.Lifetime);

        Assert.False(await ChoosesAsync(held, code, ada.Services));
        Assert.Equal("code_refused", (await ClicksAsync(link, held, ada.Services)).Problem?.Code);
    }

    [Fact]
    public async Task Code_and_link_work_only_in_the_browser_that_requested_them()
    {
        var ada = AccountScenario.NewAddress();
        var eve = AccountScenario.NewAddress("eve");
        await host.JoinsAsync(ada);
        await host.JoinsAsync(eve);
        var held = await AsksAsync(ada);
        var code = await host.CodeToAsync(ada);
        var link = await host.LinkToAsync(ada);
        var eves = await AsksAsync(eve);

        Assert.False(await ChoosesAsync(eves, code));
        Assert.False(await ChoosesAsync(null, code, email: ada)); // an API client
        Assert.Equal("other_browser", (await ClicksAsync(link, eves)).Problem?.Code);
        Assert.Equal("other_browser", (await ClicksAsync(link, null)).Problem?.Code);
        Assert.True((await ClicksAsync(link, held)).Succeeded);
    }

    [Fact]
    public async Task Reset_codes_and_step_up_codes_are_not_interchangeable()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var there = host.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        var stepUp = await host.CodeToAsync(ada.Email);
        var id = await host.ScalarAsync<Guid>(
            "select id from platform.email_codes where account_id = $1 and purpose = 'StepUp'", await ada.AccountIdAsync());
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        var held = await AsksAsync(ada.Email, services: ada.Services);
        var reset = await host.CodeToAsync(ada.Email);

        Assert.False(await ChoosesAsync(new(id), stepUp, ada.Services));
        Assert.Null((await ada.Visitor.Get<VerifyCode>().ExecuteAsync(new(held, reset))).Value.SignedUp);
        Assert.NotNull((await there.Get<ConfirmStepUp>().ExecuteAsync(new(reset))).Value.Refusal);
        Assert.True(await ChoosesAsync(held, reset, ada.Services));
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_at_most_three_reset_emails_in_fifteen_minutes()
    {
        var known = AccountScenario.NewAddress();
        var unknown = AccountScenario.NewAddress("nobody");
        var unverified = AccountScenario.NewAddress("eve");
        var services = host.At(new FakeClock());
        await host.JoinsAsync(known, services: services);
        await host.SignUpAsync(unverified, services: services);
        foreach (var email in new[] { known, unknown, unverified })
            for (var i = 0; i < 5; i++)
                Assert.NotEqual(default, await AsksAsync(email, services: services));

        Assert.Equal(
            (4, 3, 4),
            ((await host.EmailsToAsync(known)).Count,
                (await host.EmailsToAsync(unknown)).Count,
                (await host.EmailsToAsync(unverified)).Count));
        Assert.Contains("No Stockade account", (await host.EmailsToAsync(unknown))[0].Subject);
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from platform.accounts where email = $1", unknown));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from platform.account_entries where action = 'password.request_reset'"));
    }

    [Fact]
    public async Task Requesting_too_many_codes_keeps_the_browsers_latest_link_valid()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        Id<EmailCode>? held = null;
        for (var i = 0; i < 5; i++)
        {
            ada.Clock.Advance(TimeSpan.FromSeconds(1));
            held = await AsksAsync(ada.Email, held, ada.Services);
        }

        Assert.True((await ClicksAsync(await host.LinkToAsync(ada.Email), held, ada.Services)).Succeeded);
    }

    [Fact]
    public async Task A_forced_reset_invalidates_the_password_and_emails_a_reset_link()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        for (var i = 0; i < 4; i++)
            await AsksAsync(ada.Email, services: ada.Services); // earlier requests do not hold the forced reset back
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = await ForcesAsync(ada);

        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("wrong_credentials", (await SignsInAsync(ada.Services, ada.Email, AccountScenario.Password)).Problem?.Code);
        Assert.Equal("Choose a new Stockade password", (await host.EmailsToAsync(ada.Email))[0].Subject);
        Assert.True((await ClicksAsync(await host.LinkToAsync(ada.Email), held, ada.Services)).Succeeded);
        Assert.NotNull((await SignsInAsync(ada.Services, ada.Email, NewPassword)).Value.Session);
    }

    [Fact]
    public async Task Codes_and_links_are_stored_as_hashes()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        await AsksAsync(ada);
        var code = await host.CodeToAsync(ada);
        var link = await host.LinkToAsync(ada);

        var rows = await host.ScalarAsync<string>("""
            select string_agg(to_jsonb(c)::text, ' ')
            from platform.email_codes c join platform.accounts a on a.id = c.account_id
            where a.email = $1
            """, ada);
        Assert.DoesNotContain(code, rows);
        Assert.DoesNotContain(link, rows);
        Assert.DoesNotContain(ada, rows);
    }

    /// <summary>Forces a reset inside an operation of another feature, within its operation context.</summary>
    sealed class Suspect(Gate gate, AccountStore accounts, PasswordChanges<StaffRealm> passwords)
        : Operation<Suspect.Request, Id<EmailCode>>(gate)
    {
        public sealed record Request(Guid Account) : IRequest;

        protected internal override Access Access => Access.Public;
        protected internal override string Action => "account.suspect";

        protected override async Task<Result<Id<EmailCode>>> PerformAsync(
            Request request, OperationContext context, CancellationToken ct)
        {
            context.Note(new Id<Account>(request.Account).ToString(), "Suspected");
            return await passwords.ForceAsync(context, (await accounts.LockAsync(context, request.Account, ct))!, ct);
        }
    }

    static async Task<Id<EmailCode>> ForcesAsync(SecondFactorScenario of)
    {
        using var scope = of.Services.CreateScope();
        var provider = scope.ServiceProvider;
        provider.GetRequiredService<Caller>().Is(new Credential.None());
        var suspect = new Suspect(
            provider.GetRequiredService<Gate>(),
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<PasswordChanges<StaffRealm>>());
        return (await suspect.ExecuteAsync(new(await of.AccountIdAsync()))).Value;
    }

    async Task<string> ResetCodeAsync(string email) => (await host.EmailsToAsync(email))
        .First(message => message.Subject.Contains("password reset code", StringComparison.Ordinal)).Subject[..6];
}
