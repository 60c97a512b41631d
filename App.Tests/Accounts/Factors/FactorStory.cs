using App.Accounts;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace App.Tests.Accounts;

/// <summary>Someone with an account on a clock of the test's own, and what they show to sign in.</summary>
sealed record FactorStory(TestHouse House, IServiceProvider Services, TestClock Clock, string Email, OpenedSession Session, string? Slug)
{
    public static async Task<FactorStory> BeginAsync(TestHouse house, string name = "ada", IReadOnlyDictionary<string, string?>? settings = null)
    {
        var clock = new TestClock();
        var services = house.At(clock, settings: settings);
        var email = AccountStory.NewAddress(name);
        var joined = await house.JoinsAsync(email, services: services);
        clock.Advance(TimeSpan.FromSeconds(1)); // later mails are later
        return new(house, services, clock, email, joined.Session, joined.Slug);
    }

    /// <summary>In the session that signed up, whose mailed code is fresh for ten minutes.</summary>
    public TestActor Here => House.As(Session, services: Services);

    public TestActor Visitor => House.Visitor(Services);

    /// <summary>Adds an authenticator app and answers its secret.</summary>
    public async Task<byte[]> AddsAppAsync(string name = "Phone")
    {
        await Here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = await ShownSecretAsync();
        var confirmed = await Here.Get<ConfirmAuthenticator>().ExecuteAsync(new(CodeOf(secret), name));
        Assert.True(confirmed.Succeeded, confirmed.Problem?.Detail);
        return secret;
    }

    public async Task<byte[]> ShownSecretAsync() =>
        Base32Encoding.ToBytes((await Here.Get<GetStartedAuthenticator>().ExecuteAsync(new())).Value.Key);

    /// <summary>The code that the app shows now, or so many steps away.</summary>
    public string CodeOf(byte[] secret, int steps = 0) => CodeAt(secret, Clock.GetUtcNow().AddSeconds(30 * steps));

    /// <summary>The code that an app with this secret shows at a moment.</summary>
    public static string CodeAt(byte[] secret, DateTimeOffset moment) => new Totp(secret).ComputeTotp(moment.UtcDateTime);

    public string WrongCodeOf(byte[] secret) =>
        Enumerable.Range(0, 9).Select(n => $"00000{n}")
            .First(code => AuthenticatorCode.Match(secret, code, Clock.GetUtcNow()) is null);

    /// <summary>Password and all.</summary>
    public async Task<SignInOutcome> SignsInAsync(string? device = null)
    {
        using var scope = Services.CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(Email, AccountStory.Password, device, null, default)).Value;
    }

    /// <summary>The token of a sign-in that waits for its second step.</summary>
    public async Task<string> OwesSecondStepAsync() => (await SignsInAsync()).SecondStep!.Token!;

    public async Task<FinishSignIn.Answer> FinishesAsync(string token, string code, bool remember = false) => (await Visitor.Get<FinishSignIn>().ExecuteAsync(new(token, code, remember))).Value;

    public async Task<Guid> AccountIdAsync() => await House.ScalarAsync<Guid>("select id from platform.accounts where email = $1", Email);
}
