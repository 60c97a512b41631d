using App.Accounts;
using App.Organizations;
using App.SignIn;
using App.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>However people spell their email address, it is the same one everywhere.</summary>
public sealed class OneAddressTests(TestHost host)
{
    static string NewName() => AccountScenario.NewAddress().Split('@')[0];

    public static TheoryData<string> Spellings() => new(
        "{0}@bücher.example", "{0}@xn--bcher-kva.example", " {0}@BÜCHER.example ", "{0}@bu\u0308cher.example",
        "{0}\u200B@bücher.example");

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task An_account_signs_in_and_resets_with_every_spelling(string spelling)
    {
        var name = NewName();
        await host.JoinsAsync($"{name}@bücher.example");
        var typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, name);
        using var scope = host.Services.CreateScope();

        var signedIn = await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(
            typed, AccountScenario.Password);
        await host.Visitor().Get<RequestReset>().ExecuteAsync(new(typed));

        Assert.NotNull(signedIn.Value.Session);
        Assert.Contains(
            await host.EmailsToAsync($"{name}@xn--bcher-kva.example"), email => email.Text.Contains("/reset/"));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_shopper_and_an_invitation_are_found_by_every_spelling(string spelling)
    {
        var acme = await host.OrganizationAsync();
        var name = NewName();
        var typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, name);
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new($"{name}@bücher.example", Role.Member));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", $"{name}@bücher.example"));

        var again = await acme.Owner.Get<InviteMember>().ExecuteAsync(new(typed, Role.Member));
        var taken = await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync("Other"), "Rosa", typed));

        Assert.Equal(OrganizationProblems.AlreadyInvited.Code, again.Problem?.Code);
        Assert.Equal(ShopperProblems.EmailTaken.Code, taken.Problem?.Code);
    }

    [Fact]
    public async Task Tags_and_dots_make_different_addresses()
    {
        var name = NewName();
        await host.JoinsAsync($"{name}@people.example");
        await host.JoinsAsync($"{name}+shop@people.example");

        Assert.Equal(2L, await host.ScalarAsync<long>("select count(*) from platform.accounts where email like $1", $"{name}%"));
    }

    [Theory]
    [InlineData("ädä@people.example")]
    [InlineData("ada@localhost")]
    public async Task An_address_that_the_mail_server_cannot_take_is_refused_at_once(string email)
    {
        var refused = await host.Visitor().Get<SignUp>().ExecuteAsync(
            new("Ada", email, await host.HashAsync(), new NewOrganization("Acme")));

        Assert.Equal("email", refused.Problem?.Param);
    }
}
