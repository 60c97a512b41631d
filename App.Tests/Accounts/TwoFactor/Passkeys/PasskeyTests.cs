using System.Text.Json;
using App.Accounts;
using App.Organizations;
using App.SignIn;

namespace App.Tests.Accounts;

public sealed class PasskeyTests(TestHost host)
{
    static async Task<BegunCeremony> BeginsAsync(SecondFactorScenario someone) =>
        (await someone.Here.Get<BeginPasskey>().ExecuteAsync(new())).Value;

    static async Task<PasskeyView?> AddsAsync(SecondFactorScenario someone, SoftPasskey passkey, string name = "Laptop")
    {
        var begun = await BeginsAsync(someone);
        return (await someone.Here.Get<AddPasskey>().ExecuteAsync(
            new(begun.Token, passkey.Make(begun.Options), name))).Value.Added;
    }

    static async Task<OpenedSession?> SignsInAsync(SecondFactorScenario someone, SoftPasskey passkey)
    {
        var begun = (await someone.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        return (await someone.Visitor.Get<PasskeySignIn>().ExecuteAsync(
            new(begun.Token, passkey.Use(begun.Options)))).Value.Session;
    }

    [Fact]
    public async Task A_passkey_signs_in_without_a_password_and_the_password_then_needs_a_second_step()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey();
        Assert.Equal("Laptop", (await AddsAsync(ada, laptop))?.Name);

        var session = await SignsInAsync(ada, laptop);

        Assert.Equal(ada.Email, (await host.As(session!, services: ada.Services).Get<GetMe>().ExecuteAsync(new())).Value.Email);
        Assert.NotNull((await ada.SignsInAsync()).TwoFactor);
    }

    [Fact]
    public async Task Options_name_no_account_require_user_verification_and_exclude_existing_passkeys()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);

        var creation = JsonDocument.Parse((await BeginsAsync(ada)).Options).RootElement;
        Assert.Single(creation.GetProperty("excludeCredentials").EnumerateArray());
        Assert.Equal("localhost", creation.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal("required", creation.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        var signIn = JsonDocument.Parse(
            (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value.Options).RootElement;
        Assert.False(signIn.TryGetProperty("allowCredentials", out var allowed) && allowed.GetArrayLength() > 0);
        Assert.Equal("required", signIn.GetProperty("userVerification").GetString());
    }

    [Fact]
    public async Task A_challenge_works_once_for_five_minutes_and_only_for_its_purpose()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);

        var once = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(once.Token, laptop.Use(once.Options)))));
        Assert.Single(answers, answer => answer.Value.Session is not null);

        var late = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        ada.Clock.Advance(PasskeyCeremony.Lifetime);
        Assert.Null(
            (await ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(late.Token, laptop.Use(late.Options)))).Value.Session);

        var other = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        Assert.NotNull((await ada.Here.Get<ConfirmStepUpByPasskey>().ExecuteAsync(
            new(other.Token, laptop.Use(other.Options)))).Value.Refusal);
        var begun = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        Assert.Null((await ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(
            new("another browser's", laptop.Use(begun.Options)))).Value.Session);
    }

    [Theory]
    [InlineData("https://evil.example", "localhost", true)]
    [InlineData("http://localhost.evil.example", "localhost", true)]
    [InlineData("http://localhost:5080", "evil.example", true)]
    [InlineData("http://localhost:5080", "localhost", false)]
    public async Task A_wrong_origin_a_wrong_domain_and_an_unverified_user_are_refused(
        string origin, string domain, bool verified)
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);
        laptop.Origin = origin;
        laptop.Domain = domain;
        laptop.Verified = verified;

        Assert.Null(await SignsInAsync(ada, laptop));
        using var fresh = new SoftPasskey { Origin = origin, Domain = domain, Verified = verified };
        Assert.Null(await AddsAsync(ada, fresh));
    }

    [Fact]
    public async Task In_production_the_origin_must_match_the_public_URL_exactly()
    {
        var clock = new FakeClock();
        var services = host.At(clock, settings: new Dictionary<string, string?> { ["PublicUrl"] = "https://shop.example" });
        var email = AccountScenario.NewAddress();
        var joined = await host.JoinsAsync(email, services: services);
        var ada = new SecondFactorScenario(host, services, clock, email, joined.Session, joined.Slug);

        foreach (var (origin, taken) in new[]
        {
            ("https://shop.example:8443", false),
            ("http://shop.example", false),
            ("https://www.shop.example", false),
            ("https://shop.example", true),
        })
        {
            using var passkey = new SoftPasskey { Origin = origin, Domain = "shop.example" };
            Assert.Equal(taken, await AddsAsync(ada, passkey) is not null);
        }
    }

    [Fact]
    public async Task A_decreasing_signature_counter_is_refused_as_a_cloned_passkey()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey { Count = 7 };
        await AddsAsync(ada, laptop);
        Assert.NotNull(await SignsInAsync(ada, laptop));

        laptop.Count = 3;

        Assert.Null(await SignsInAsync(ada, laptop));
    }

    [Fact]
    public async Task Another_account_cannot_register_use_rename_or_remove_a_passkey()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var ben = await SecondFactorScenario.BeginAsync(host, "ben");
        using var laptop = new SoftPasskey();
        var added = await AddsAsync(ada, laptop);

        var bens = await BeginsAsync(ben);
        var again = await ben.Here.Get<AddPasskey>().ExecuteAsync(new(bens.Token, laptop.Make(bens.Options), "Mine now"));
        Assert.True(again.Problem?.Code == "passkey_exists" || again.Value.Added is null);
        var adas = await BeginsAsync(ada);
        using var other = new SoftPasskey();
        Assert.Null(
            (await ben.Here.Get<AddPasskey>().ExecuteAsync(new(adas.Token, other.Make(adas.Options), "Hers"))).Value.Added);

        var confirm = (await ben.Here.Get<BeginPasskeyStepUp>().ExecuteAsync(new())).Value;
        Assert.NotNull((await ben.Here.Get<ConfirmStepUpByPasskey>().ExecuteAsync(
            new(confirm.Token, laptop.Use(confirm.Options)))).Value.Refusal);
        Assert.Equal("not_found", (await ben.Here.Get<RenamePasskey>().ExecuteAsync(new(added!.Id, "Mine"))).Problem?.Code);
        Assert.Equal("not_found", (await ben.Here.Get<RemovePasskey>().ExecuteAsync(new(added.Id))).Problem?.Code);
    }

    [Fact]
    public async Task A_passkey_satisfies_step_up()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey();
        await AddsAsync(ada, laptop);
        ada.Clock.Advance(Actor.Fresh);
        Assert.Equal("step_up_required", (await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem?.Code);

        var begun = (await ada.Here.Get<BeginPasskeyStepUp>().ExecuteAsync(new())).Value;
        Assert.Equal(SecondFactorKind.Passkey, (await ada.Here.Get<ConfirmStepUpByPasskey>().ExecuteAsync(
            new(begun.Token, laptop.Use(begun.Options)))).Value.Kind);

        Assert.True((await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task A_passkey_can_be_renamed_and_removed_unless_it_is_the_last_way_to_sign_in()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        using var laptop = new SoftPasskey();
        var added = await AddsAsync(ada, laptop);
        await ada.Here.Get<RenamePasskey>().ExecuteAsync(new(added!.Id, "Old laptop"));
        Assert.Equal(
            "Old laptop", Assert.Single((await ada.Here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.Passkeys).Name);

        await host.ScalarAsync<string>(
            "update platform.accounts set password_hash = null where email = $1 returning 'done'", ada.Email);
        Assert.Equal("last_way_in", (await ada.Here.Get<RemovePasskey>().ExecuteAsync(new(added.Id))).Problem?.Code);
        await host.ScalarAsync<string>(
            "update platform.accounts set password_hash = 'x' where email = $1 returning 'done'", ada.Email);
        Assert.True((await ada.Here.Get<RemovePasskey>().ExecuteAsync(new(added.Id))).Succeeded);
        Assert.Null(await SignsInAsync(ada, laptop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData(
        """{"id":"x","rawId":"x","type":"public-key","response":"""
        + """{"clientDataJSON":"x","authenticatorData":"x","signature":"x"},"clientExtensionResults":{}}""")]
    public async Task A_malformed_credential_is_refused_without_an_exception(string credential)
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var begun = (await ada.Visitor.Get<BeginPasskeySignIn>().ExecuteAsync(new())).Value;
        var making = await BeginsAsync(ada);

        var signedIn = await ada.Visitor.Get<PasskeySignIn>().ExecuteAsync(new(begun.Token, credential));
        var added = await ada.Here.Get<AddPasskey>().ExecuteAsync(new(making.Token, credential, "Laptop"));

        Assert.True(signedIn.Problem is { Status: 400 } || signedIn.Value.Session is null);
        Assert.True(added.Problem is { Status: 400 } || added.Value.Added is null);
    }
}
