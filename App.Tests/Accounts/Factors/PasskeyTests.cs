using System.Text.Json;
using App.Accounts;
using App.Organizations;
using App.Platform;

namespace App.Tests.Accounts;

public sealed class PasskeyTests(TestHouse house)
{
    static async Task<BegunCeremony> BeginsAsync(FactorStory someone) => (await someone.Here.Get<BeginPasskey>().ExecuteAsync(new())).Value;

    static async Task<PasskeyView?> AddsAsync(FactorStory someone, SoftPasskey passkey, string name = "Laptop")
    {
        var begun = await BeginsAsync(someone);
        return (await someone.Here.Get<AddPasskey>().ExecuteAsync(new(begun.Token, passkey.Make(begun.Options), name))).Value.Added;
    }

    static async Task<OpenedSession?> SignsInAsync(FactorStory someone, SoftPasskey passkey)
    {
        var begun = (await someone.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        return (await someone.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(begun.Token, passkey.Use(begun.Options)))).Value.Session;
    }

    [Fact]
    public async Task A_passkey_signs_in_alone_and_the_password_then_needs_a_second_step()
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey();
        Assert.Equal("Laptop", (await AddsAsync(ada, laptop))?.Name);

        var session = await SignsInAsync(ada, laptop);

        Assert.Equal(ada.Email, (await house.As(session!, services: ada.Services).Get<GetMe>().ExecuteAsync(new())).Value.Email);
        Assert.NotNull((await ada.SignsInAsync()).SecondStep);
    }

    [Fact]
    public async Task What_is_asked_names_no_account_wants_a_verified_person_and_leaves_out_what_is_there()
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);

        var creation = JsonDocument.Parse((await BeginsAsync(ada)).Options).RootElement;
        Assert.Single(creation.GetProperty("excludeCredentials").EnumerateArray());
        Assert.Equal("localhost", creation.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal("required", creation.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        var signIn = JsonDocument.Parse((await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value.Options).RootElement;
        Assert.False(signIn.TryGetProperty("allowCredentials", out var allowed) && allowed.GetArrayLength() > 0);
        Assert.Equal("required", signIn.GetProperty("userVerification").GetString());
    }

    [Fact]
    public async Task A_challenge_is_good_once_for_five_minutes_and_for_its_purpose()
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);

        var once = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(once.Token, laptop.Use(once.Options)))));
        Assert.Single(answers, answer => answer.Value.Session is not null);

        var late = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        ada.Clock.Advance(PasskeyCeremony.Lifetime);
        Assert.Null((await ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(late.Token, laptop.Use(late.Options)))).Value.Session);

        var other = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        Assert.NotNull((await ada.Here.Get<ConfirmStepUpByPasskey>().ExecuteAsync(new(other.Token, laptop.Use(other.Options)))).Value.Refusal);
        var begun = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        Assert.Null((await ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new("another browser's", laptop.Use(begun.Options)))).Value.Session);
    }

    [Theory]
    [InlineData("https://evil.example", "localhost", true)]
    [InlineData("http://localhost.evil.example", "localhost", true)]
    [InlineData("http://localhost:5080", "evil.example", true)]
    [InlineData("http://localhost:5080", "localhost", false)]
    public async Task Another_origin_another_domain_and_a_person_who_was_not_verified_are_refused(string origin, string domain, bool verified)
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);
        (laptop.Origin, laptop.Domain, laptop.Verified) = (origin, domain, verified);

        Assert.Null(await SignsInAsync(ada, laptop));
        using var fresh = new SoftPasskey { Origin = origin, Domain = domain, Verified = verified };
        Assert.Null(await AddsAsync(ada, fresh));
    }

    [Fact]
    public async Task In_production_the_origin_is_the_public_address_to_the_letter()
    {
        var clock = new TestClock();
        var services = house.At(clock, settings: new Dictionary<string, string?> { ["PublicUrl"] = "https://shop.example" });
        var email = AccountStory.NewAddress();
        var joined = await house.JoinsAsync(email, services: services);
        var ada = new FactorStory(house, services, clock, email, joined.Session, joined.Slug);

        foreach (var (origin, taken) in new[] { ("https://shop.example:8443", false), ("http://shop.example", false), ("https://www.shop.example", false), ("https://shop.example", true) })
        {
            using var passkey = new SoftPasskey { Origin = origin, Domain = "shop.example" };
            Assert.Equal(taken, await AddsAsync(ada, passkey) is not null);
        }
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_a_copy_and_is_refused()
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey { Count = 7 };
        await AddsAsync(ada, laptop);
        Assert.NotNull(await SignsInAsync(ada, laptop));

        laptop.Count = 3;

        Assert.Null(await SignsInAsync(ada, laptop));
    }

    [Fact]
    public async Task Another_account_can_neither_take_it_over_nor_confirm_with_it_nor_touch_it()
    {
        var (ada, ben) = (await FactorStory.BeginAsync(house), await FactorStory.BeginAsync(house, "ben"));
        using var laptop = new SoftPasskey();
        var added = await AddsAsync(ada, laptop);

        var bens = await BeginsAsync(ben);
        var again = await ben.Here.Get<AddPasskey>().ExecuteAsync(new(bens.Token, laptop.Make(bens.Options), "Mine now"));
        Assert.True(again.Problem?.Code == "passkey_exists" || again.Value.Added is null);
        var adas = await BeginsAsync(ada);
        using var other = new SoftPasskey();
        Assert.Null((await ben.Here.Get<AddPasskey>().ExecuteAsync(new(adas.Token, other.Make(adas.Options), "Hers"))).Value.Added);

        var confirm = (await ben.Here.Get<BeginPasskeyStepUp>().ExecuteAsync(new())).Value;
        Assert.NotNull((await ben.Here.Get<ConfirmStepUpByPasskey>().ExecuteAsync(new(confirm.Token, laptop.Use(confirm.Options)))).Value.Refusal);
        Assert.Equal("not_found", (await ben.Here.Get<RenamePasskey>().ExecuteAsync(new(added!.Id, "Mine"))).Problem?.Code);
        Assert.Equal("not_found", (await ben.Here.Get<RemovePasskey>().ExecuteAsync(new(added.Id))).Problem?.Code);
    }

    [Fact]
    public async Task It_confirms_what_is_sensitive()
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);
        ada.Clock.Advance(Actor.Fresh);
        Assert.Equal("step_up_required", (await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem?.Code);

        var begun = (await ada.Here.Get<BeginPasskeyStepUp>().ExecuteAsync(new())).Value;
        Assert.Equal(FactorKind.Passkey, (await ada.Here.Get<ConfirmStepUpByPasskey>().ExecuteAsync(new(begun.Token, laptop.Use(begun.Options)))).Value.Kind);

        Assert.True((await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task It_is_renamed_and_removed_but_the_last_way_in_stays()
    {
        var ada = await FactorStory.BeginAsync(house);
        using var laptop = new SoftPasskey();
        var added = await AddsAsync(ada, laptop);
        await ada.Here.Get<RenamePasskey>().ExecuteAsync(new(added!.Id, "Old laptop"));
        Assert.Equal("Old laptop", Assert.Single((await ada.Here.Get<GetFactors>().ExecuteAsync(new())).Value.Passkeys).Name);

        await house.ScalarAsync<string>("update platform.accounts set password_hash = null where email = $1 returning 'done'", ada.Email);
        Assert.Equal("last_way_in", (await ada.Here.Get<RemovePasskey>().ExecuteAsync(new(added.Id))).Problem?.Code);
        await house.ScalarAsync<string>("update platform.accounts set password_hash = 'x' where email = $1 returning 'done'", ada.Email);
        Assert.True((await ada.Here.Get<RemovePasskey>().ExecuteAsync(new(added.Id))).Succeeded);
        Assert.Null(await SignsInAsync(ada, laptop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"id":"x","rawId":"x","type":"public-key","response":{"clientDataJSON":"x","authenticatorData":"x","signature":"x"},"clientExtensionResults":{}}""")]
    public async Task Nonsense_is_refused_and_breaks_nothing(string credential)
    {
        var ada = await FactorStory.BeginAsync(house);
        var begun = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        var making = await BeginsAsync(ada);

        var signedIn = await ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(begun.Token, credential));
        var added = await ada.Here.Get<AddPasskey>().ExecuteAsync(new(making.Token, credential, "Laptop"));

        Assert.True(signedIn.Problem is { Status: 400 } || signedIn.Value.Session is null);
        Assert.True(added.Problem is { Status: 400 } || added.Value.Added is null);
    }
}
