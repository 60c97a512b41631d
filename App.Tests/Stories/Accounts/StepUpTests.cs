using App.Accounts;
using App.ApiKeys;
using App.Customers;
using App.Organizations;
using App.SignIn;
using App.Storefront;
using App.Webhooks;

namespace App.Tests.Accounts;

public sealed class StepUpTests(TestHost host)
{
    static Task<Result<CreatedApiKey>> MakesKeyAsync(TestActor actor) =>
        actor.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]));

    /// <summary>Signs Ada in with only her password and returns her session with and without its organization.</summary>
    static async Task<(SecondFactorScenario Ada, TestActor There, TestActor InOrganization)> SignsInPlainlyAsync(TestHost host)
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var session = (await ada.SignsInAsync()).Session!;
        return (ada, host.As(session, services: ada.Services), host.As(session, ada.Slug, ada.Services));
    }

    [Fact]
    public async Task Without_a_second_factor_an_emailed_code_steps_up_for_ten_minutes()
    {
        var (ada, there, inOrganization) = await SignsInPlainlyAsync(host);
        Assert.Equal(("step_up_required", 403), ((await MakesKeyAsync(inOrganization)).Problem?.Code, 403));

        Assert.True((await there.Get<SendStepUpCode>().ExecuteAsync(new())).Value.Sent);
        Assert.Null((await there.Get<ConfirmStepUp>().ExecuteAsync(new(await host.CodeToAsync(ada.Email)))).Value.Refusal);

        Assert.True((await MakesKeyAsync(inOrganization)).Succeeded);
        ada.Clock.Advance(Actor.Fresh - TimeSpan.FromSeconds(1));
        Assert.True((await MakesKeyAsync(inOrganization)).Succeeded);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("step_up_required", (await MakesKeyAsync(inOrganization)).Problem?.Code);
    }

    [Fact]
    public async Task An_emailed_code_works_once_in_its_session_and_is_void_after_five_tries()
    {
        var (ada, there, _) = await SignsInPlainlyAsync(host);
        var elsewhere = host.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        var code = await host.CodeToAsync(ada.Email);

        Assert.NotNull((await elsewhere.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
        Assert.Null((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
        Assert.NotNull((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);

        ada.Clock.Advance(TimeSpan.FromMinutes(16));
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        code = await host.CodeToAsync(ada.Email);
        for (var i = 0; i < 5; i++)
            await there.Get<ConfirmStepUp>().ExecuteAsync(new(AccountScenario.Other(code)));
        Assert.Equal("second_factor_locked", (await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal?.Code);
        ada.Clock.Advance(EmailCode.Lifetime);
        Assert.NotNull((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
    }

    [Fact]
    public async Task A_step_up_code_does_not_verify_a_sign_up_and_sign_ups_do_not_void_it()
    {
        var (ada, there, _) = await SignsInPlainlyAsync(host);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        var code = await host.CodeToAsync(ada.Email);
        for (var i = 0; i < 3; i++)
            await host.SignUpAsync(ada.Email, services: ada.Services); // by someone else

        var id = await host.ScalarAsync<Guid>("""
            select c.id
            from platform.email_codes c join platform.accounts a on a.id = c.account_id
            where a.email = $1 and purpose = 'StepUp'
            """, ada.Email);
        Assert.Null((await ada.Visitor.Get<VerifyCode>().ExecuteAsync(new(new(id), code))).Value.SignedUp);
        Assert.Null((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
    }

    [Fact]
    public async Task With_an_app_its_code_is_required_and_none_is_emailed()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(Actor.Fresh);

        Assert.Equal("step_up_required", (await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem?.Code);
        Assert.False((await ada.Here.Get<SendStepUpCode>().ExecuteAsync(new())).Value.Sent);
        Assert.Equal(SecondFactorKind.Authenticator, (await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(
            new(ada.CodeOf(secret)))).Value.Kind);
        Assert.True((await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task Signing_in_with_a_second_factor_counts_as_step_up_but_a_trusted_device_does_not()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret), remember: true);

        Assert.True((await MakesKeyAsync(host.As(done.Session!, ada.Slug, ada.Services))).Succeeded);
        var remembered = (await ada.SignsInAsync(done.Device)).Session!;
        Assert.Equal("step_up_required", (await MakesKeyAsync(host.As(remembered, ada.Slug, ada.Services))).Problem?.Code);
    }

    [Fact]
    public async Task Inviting_requires_step_up_for_every_role_above_member_and_for_shoppers()
    {
        var (_, _, inOrganization) = await SignsInPlainlyAsync(host);
        var invite = inOrganization.Get<InviteMember>();

        Assert.True((await invite.ExecuteAsync(new("eve@people.example", Role.Member))).Succeeded);
        foreach (var role in new[] { Role.Admin, Role.Manager })
            Assert.Equal("step_up_required", (await invite.ExecuteAsync(new("dan@people.example", role))).Problem?.Code);
        var buyer = (await inOrganization.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe())).Value.Id;
        Assert.Equal("step_up_required", (await inOrganization.Get<InviteShopper>().ExecuteAsync(
            new(buyer, "Rosa", "rosa@cafe.example"))).Problem?.Code);
    }

    [Fact]
    public async Task Redirecting_and_enabling_an_endpoint_require_step_up_but_describing_and_disabling_do_not()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var fresh = host.As(ada.Session, ada.Slug, ada.Services);
        var endpoint = (await fresh.Get<CreateWebhookEndpoint>().ExecuteAsync(new("https://hooks.example/in", ["*"]))).Value.Id;
        var plain = host.As((await ada.SignsInAsync()).Session!, ada.Slug, ada.Services);
        async Task<string?> UpdateAsync(UpdateWebhookEndpoint.Changes changes) =>
            (await plain.Get<UpdateWebhookEndpoint>().ExecuteAsync(new(endpoint, changes))).Problem?.Code;

        Assert.Equal("step_up_required", await UpdateAsync(new(Url: "https://collector.example/steal")));
        Assert.Equal("step_up_required", await UpdateAsync(new(EventTypes: ["*"])));
        Assert.Null(await UpdateAsync(new() { Description = "Till" }));
        Assert.Null(await UpdateAsync(new(Status: EndpointStatus.Disabled)));
        Assert.Equal("step_up_required", await UpdateAsync(new(Status: EndpointStatus.Enabled)));
    }

    [Fact]
    public async Task API_keys_need_no_step_up()
    {
        var acme = await host.OrganizationAsync();

        Assert.True((await MakesKeyAsync(acme.Key)).Succeeded);
    }
}
