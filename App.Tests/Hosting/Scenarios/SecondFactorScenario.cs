using App.Accounts;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace App.Tests;

/// <summary>An account with its own clock, and the credentials it signs in with.</summary>
sealed record SecondFactorScenario(
    TestHost Host, IServiceProvider Services, FakeClock Clock, string Email, OpenedSession Session, string? Slug)
{
    public static async Task<SecondFactorScenario> BeginAsync(
        TestHost host, string name = "ada", IReadOnlyDictionary<string, string?>? settings = null)
    {
        var clock = new FakeClock();
        var services = host.At(clock, settings: settings);
        var email = AccountScenario.NewAddress(name);
        var joined = await host.JoinsAsync(email, services: services);
        clock.Advance(TimeSpan.FromSeconds(1)); // so later emails sort after earlier ones
        return new(host, services, clock, email, joined.Session, joined.Slug);
    }

    /// <summary>Acts in the session that signed up. Its emailed code counts as step-up for ten minutes.</summary>
    public TestActor Here => Host.As(Session, services: Services);

    public TestActor Visitor => Host.Visitor(Services);

    /// <summary>Adds an authenticator app and returns its secret.</summary>
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

    /// <summary>Returns the code that the app shows now, or this many time steps away.</summary>
    public string CodeOf(byte[] secret, int steps = 0) => CodeAt(secret, Clock.GetUtcNow().AddSeconds(30 * steps));

    /// <summary>Returns the code that an app with this secret shows at this time.</summary>
    public static string CodeAt(byte[] secret, DateTimeOffset moment) => new Totp(secret).ComputeTotp(moment.UtcDateTime);

    public string WrongCodeOf(byte[] secret) =>
        Enumerable.Range(0, 9).Select(n => $"00000{n}")
            .First(code => AuthenticatorCode.Match(secret, code, Clock.GetUtcNow()) is null);

    /// <summary>Signs in with the password, and with a trusted device if given.</summary>
    public async Task<SignInOutcome> SignsInAsync(string? device = null)
    {
        using var scope = Services.CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(
            Email, AccountScenario.Password, device, null, default)).Value;
    }

    /// <summary>Signs in and returns the token of the pending second step.</summary>
    public async Task<string> NeedsTwoFactorAsync() => (await SignsInAsync()).TwoFactor!.Token!;

    public async Task<FinishSignIn.Answer> FinishesAsync(string token, string code, bool remember = false) =>
        (await Visitor.Get<FinishSignIn>().ExecuteAsync(new(token, code, remember))).Value;

    public async Task<Guid> AccountIdAsync() =>
        await Host.ScalarAsync<Guid>("select id from platform.accounts where email = $1", Email);
}
