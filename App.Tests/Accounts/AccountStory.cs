using System.Text.RegularExpressions;
using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>What account tests begin with: people who sign up, and their mail.</summary>
static partial class AccountStory
{
    public const string Password = "a long walk in the rain";

    static int count;

    public static string NewAddress(string name = "ada") => $"{name}.{Interlocked.Increment(ref count)}@people.example";

    /// <summary>Someone at the door, on the house's clock or the test's.</summary>
    public static TestActor Visitor(this TestHouse house, IServiceProvider? services = null) => new(services ?? house.Services, new Credential.None());

    public static async Task<HashedPassword> HashAsync(this TestHouse house, string password = Password) =>
        (await house.Services.GetRequiredService<PasswordDesk>().HashAsync(password, default)).Value;

    public static async Task<Id<Challenge>> SignUpAsync(this TestHouse house, string email, string? organization = "Acme", string password = Password, IServiceProvider? services = null) =>
        (await house.Visitor(services).Get<SignUp>().ExecuteAsync(new("Ada", email, await house.HashAsync(password), organization is null ? null : new Charter(organization)))).Value;

    /// <summary>Signed up, verified and signed in.</summary>
    public static async Task<SignedUp> JoinsAsync(this TestHouse house, string email, string? organization = "Acme", IServiceProvider? services = null)
    {
        var challenge = await house.SignUpAsync(email, organization, services: services);
        return (await house.Visitor(services).Get<VerifyCode>().ExecuteAsync(new(challenge, await house.CodeToAsync(email)))).Value.SignedUp!;
    }

    public static TestActor As(this TestHouse house, OpenedSession session, string? slug = null, IServiceProvider? services = null) =>
        new(services ?? house.Services, new Credential.Session(session.SessionId.Value, slug)) { AccountId = session.AccountId.Value, House = house };

    /// <summary>What the browser of a session would carry now.</summary>
    public static Task<string> AccessTokenAsync(this TestHouse house, Guid account, Guid session, Guid? organization = null) =>
        house.Services.GetRequiredService<AccessTokens>().IssueAsync(Realm.Staff, AccessToken.StaffAudience, new Id<Account>(account).ToString(), session, organization, default);

    /// <summary>What a program of somebody in an organization would carry now.</summary>
    public static Task<string> AccessTokenAsync(this TestHouse house, TestActor actor, Guid organization) => house.AccessTokenAsync(actor.AccountId, ((Credential.Session)actor.Credential).Id, organization);

    public static Task<IReadOnlyList<MailView>> MailsToAsync(this TestHouse house, string email) =>
        house.Services.GetRequiredService<Mailbox>().ListAsync(email, default);

    public static async Task<string> CodeToAsync(this TestHouse house, string email) => Code().Match((await house.MailsToAsync(email))[0].Text).Value;

    /// <summary>Token of the link in the latest mail.</summary>
    public static async Task<string> LinkToAsync(this TestHouse house, string email) => Link().Match((await house.MailsToAsync(email))[0].Text).Groups[1].Value;

    public static string Other(string code) => code == "000000" ? "000001" : "000000";

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"/(?:verify|invite|welcome|reset)/([\w-]{43})")]
    private static partial Regex Link();
}
