using App.SignIn;
using App.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

/// <summary>Strangers who know only a shopper's email address cannot keep the shopper out.</summary>
public sealed class StrangersAtTheStorefrontTests(TestHost host)
{
    const string NewPassword = "rosa prefers black tea now";
    const string Guess = "wrong but long enough";

    readonly FakeClock clock = new();
    ServiceProvider? services;

    ServiceProvider Services => services ??= host.At(clock);

    static Task<Result<OpenedSession>> SignsInAsync(
        Device device, string email, string password = StorefrontScenario.Password) =>
        device.Get<ShopperSignIn>().AttemptAsync(email, password, null, default);

    static async Task<Id<EmailCode>> AsksAsync(Device device, string email) =>
        (await device.Get<RequestShopperReset>().ExecuteAsync(new(email, null, ByProgram: device.Browser is null))).Value;

    async Task<bool> ChoosesAsync(Device device, string code, Id<EmailCode>? held, string? email = null) =>
        (await device.Get<ResetShopperByCode>().ExecuteAsync(
            new(code, await host.HashAsync(NewPassword), held, email))).Value.Changed;

    async Task<(string Email, Device Home, Credential Visitor)> RosaAsync()
    {
        var acme = await host.OrganizationAsync(services: Services, clock: clock);
        var rosa = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), rosa);
        clock.Advance(TimeSpan.FromMinutes(1));
        var home = Services.NewBrowser("198.51.100.7", acme.Visitor.Credential);
        var session = (await SignsInAsync(home, rosa)).Value;
        clock.Advance(TimeSpan.FromMinutes(1));
        return (rosa, home.Knowing(session.Browser), acme.Visitor.Credential);
    }

    /// <summary>Wrong passwords, reset requests and codes of programs, each from another address.</summary>
    async Task AttackAsync(string email, Credential visitor, int minute)
    {
        var stranger = Services.NewBrowser($"203.0.113.{minute}", visitor);
        var program = Services.Program($"203.0.113.{100 + minute}", visitor);
        await SignsInAsync(stranger, email, Guess);
        await SignsInAsync(program, email, Guess);
        var held = await AsksAsync(stranger, email);
        await ChoosesAsync(stranger, "000000", held);
        var byProgram = await AsksAsync(program, email);
        await ChoosesAsync(program, "000000", byProgram);
        await ChoosesAsync(program, "000000", null, email);
    }

    [Fact]
    public async Task After_an_hour_of_attacks_the_shopper_signs_in_at_home_and_resets_the_password_in_a_new_browser()
    {
        var (rosa, home, visitor) = await RosaAsync();
        for (var minute = 0; minute < 60; minute++)
        {
            await AttackAsync(rosa, visitor, minute);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        for (var again = 60; again < 64; again++)
            await AttackAsync(rosa, visitor, again);
        var hotel = Services.NewBrowser("192.0.2.10", visitor);

        Assert.Equal("wrong_credentials", (await SignsInAsync(hotel, rosa)).Problem?.Code); // new devices are locked out
        Assert.True((await SignsInAsync(home, rosa)).Succeeded);
        Assert.Equal("wrong_credentials", (await SignsInAsync(hotel, rosa)).Problem?.Code); // still

        clock.Advance(TimeSpan.FromSeconds(1));
        var held = await AsksAsync(hotel, rosa);
        var email = (await host.EmailsToAsync(rosa)).First(email => email.Text.Contains("/reset/"));
        var link = email.Text.Split("/reset/")[1][..Token.Length];
        Assert.True((await hotel.Get<ResetShopperByLink>().ExecuteAsync(
            new(link, await host.HashAsync(NewPassword), held))).Succeeded);
        Assert.True((await SignsInAsync(hotel, rosa, NewPassword)).Succeeded);
    }

    [Fact]
    public async Task A_code_that_the_shopper_requested_works_whatever_strangers_request_and_guess()
    {
        var (rosa, _, visitor) = await RosaAsync();
        var hotel = Services.NewBrowser("192.0.2.10", visitor);
        var held = await AsksAsync(hotel, rosa);
        var code = await host.CodeToAsync(rosa);
        for (var minute = 0; minute < 9; minute++)
        {
            await AttackAsync(rosa, visitor, minute);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.True(await ChoosesAsync(hotel, code, held));
    }
}
