using App.Accounts;
using App.ApiKeys;
using App.Organizations;
using App.Platform;

namespace App.Tests.Accounts;

public sealed class StepUpTests(TestHouse house)
{
    static Task<Result<CreatedApiKey>> MakesKeyAsync(TestActor actor) => actor.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]));

    /// <summary>Ada in her organization, in a session that the password alone opened.</summary>
    static async Task<(FactorStory Ada, TestActor There, TestActor InOrganization)> SignsInPlainlyAsync(TestHouse house)
    {
        var ada = await FactorStory.BeginAsync(house);
        var session = (await ada.SignsInAsync()).Session!;
        return (ada, house.As(session, services: ada.Services), house.As(session, ada.Slug, ada.Services));
    }

    [Fact]
    public async Task Without_another_factor_a_mailed_code_opens_ten_minutes()
    {
        var (ada, there, inOrganization) = await SignsInPlainlyAsync(house);
        Assert.Equal(("step_up_required", 403), ((await MakesKeyAsync(inOrganization)).Problem?.Code, 403));

        Assert.True((await there.Get<SendStepUpCode>().ExecuteAsync(new())).Value.Sent);
        Assert.Null((await there.Get<ConfirmStepUp>().ExecuteAsync(new(await house.CodeToAsync(ada.Email)))).Value.Refusal);

        Assert.True((await MakesKeyAsync(inOrganization)).Succeeded);
        ada.Clock.Advance(Actor.Fresh - TimeSpan.FromSeconds(1));
        Assert.True((await MakesKeyAsync(inOrganization)).Succeeded);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("step_up_required", (await MakesKeyAsync(inOrganization)).Problem?.Code);
    }

    [Fact]
    public async Task A_mailed_code_is_good_once_in_the_session_that_asked_for_it_and_five_tries_spend_it()
    {
        var (ada, there, _) = await SignsInPlainlyAsync(house);
        var elsewhere = house.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        var code = await house.CodeToAsync(ada.Email);

        Assert.NotNull((await elsewhere.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
        Assert.Null((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
        Assert.NotNull((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);

        ada.Clock.Advance(TimeSpan.FromMinutes(16));
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        code = await house.CodeToAsync(ada.Email);
        for (var i = 0; i < 5; i++)
            await there.Get<ConfirmStepUp>().ExecuteAsync(new(AccountStory.Other(code)));
        Assert.Equal("second_factor_locked", (await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal?.Code);
        ada.Clock.Advance(Challenge.Lifetime);
        Assert.NotNull((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
    }

    [Fact]
    public async Task A_step_up_code_signs_nobody_up_and_signing_up_with_the_address_voids_none()
    {
        var (ada, there, _) = await SignsInPlainlyAsync(house);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        var code = await house.CodeToAsync(ada.Email);
        for (var i = 0; i < 3; i++)
            await house.SignUpAsync(ada.Email, services: ada.Services); // by a stranger

        var id = await house.ScalarAsync<Guid>("select c.id from platform.challenges c join platform.accounts a on a.id = c.account_id where a.email = $1 and purpose = 'StepUp'", ada.Email);
        Assert.Null((await ada.Visitor.Get<VerifyCode>().ExecuteAsync(new(new(id), code))).Value.SignedUp);
        Assert.Null((await there.Get<ConfirmStepUp>().ExecuteAsync(new(code))).Value.Refusal);
    }

    [Fact]
    public async Task With_an_app_its_code_is_asked_for_and_none_is_mailed()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(Actor.Fresh);

        Assert.Equal("step_up_required", (await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem?.Code);
        Assert.False((await ada.Here.Get<SendStepUpCode>().ExecuteAsync(new())).Value.Sent);
        Assert.Equal(FactorKind.Authenticator, (await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.CodeOf(secret)))).Value.Kind);
        Assert.True((await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task Signing_in_with_a_factor_counts_and_a_remembered_browser_does_not()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret), remember: true);

        Assert.True((await MakesKeyAsync(house.As(done.Session!, ada.Slug, ada.Services))).Succeeded);
        var remembered = (await ada.SignsInAsync(done.Device)).Session!;
        Assert.Equal("step_up_required", (await MakesKeyAsync(house.As(remembered, ada.Slug, ada.Services))).Problem?.Code);
    }

    [Fact]
    public async Task Inviting_asks_for_it_only_where_an_owner_is_made()
    {
        var (_, _, inOrganization) = await SignsInPlainlyAsync(house);

        Assert.True((await inOrganization.Get<InviteMember>().ExecuteAsync(new("eve@people.example", Role.Member))).Succeeded);
        Assert.Equal("step_up_required", (await inOrganization.Get<InviteMember>().ExecuteAsync(new("dan@people.example", Role.Owner))).Problem?.Code);
    }

    [Fact]
    public async Task A_key_is_not_asked()
    {
        var acme = await house.OrganizationAsync();

        Assert.True((await MakesKeyAsync(acme.Key)).Succeeded);
    }
}
