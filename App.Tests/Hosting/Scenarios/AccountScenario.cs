using System.Text.RegularExpressions;
using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>The starting point of account tests: people who sign up, and their email.</summary>
static partial class AccountScenario
{
    public const string Password = "a long walk in the rain";

    static int count;

    public static string NewAddress(string name = "ada") => $"{name}.{Interlocked.Increment(ref count)}@people.example";

    /// <summary>Returns an anonymous actor, with the host's services or the given ones.</summary>
    public static TestActor Visitor(this TestHost host, IServiceProvider? services = null) =>
        new(services ?? host.Services, new Credential.None());

    public static async Task<HashedPassword> HashAsync(this TestHost host, string password = Password) =>
        (await host.Services.GetRequiredService<PasswordHashingQueue>().HashAsync(password, default)).Value;

    public static async Task<Id<EmailCode>> SignUpAsync(
        this TestHost host,
        string email,
        string? organization = "Acme",
        string password = Password,
        IServiceProvider? services = null) =>
        (await host.Visitor(services).Get<SignUp>().ExecuteAsync(new(
            "Ada",
            email,
            await host.HashAsync(password),
            organization is null ? null : new NewOrganization(organization)))).Value;

    /// <summary>Signs up, verifies the address and signs in.</summary>
    public static async Task<SignedUp> JoinsAsync(
        this TestHost host, string email, string? organization = "Acme", IServiceProvider? services = null)
    {
        var codeId = await host.SignUpAsync(email, organization, services: services);
        return (await host.Visitor(services).Get<VerifyCode>().ExecuteAsync(
            new(codeId, await host.CodeToAsync(email)))).Value.SignedUp!;
    }

    public static TestActor As(
        this TestHost host, OpenedSession session, string? slug = null, IServiceProvider? services = null) =>
        new(services ?? host.Services, new Credential.Session(session.SessionId.Value, slug))
        {
            AccountId = session.Login,
            Host = host,
        };

    /// <summary>Issues the access token that the browser of a session would send now.</summary>
    public static Task<string> AccessTokenAsync(this TestHost host, Guid account, Guid session, Guid? organization = null) =>
        host.Services.GetRequiredService<AccessTokens>().IssueAsync(
            Realm.Staff, AccessToken.StaffAudience, new Id<Account>(account).ToString(), session, organization, default);

    /// <summary>Issues the access token that an API client of the actor would send now in this organization.</summary>
    public static Task<string> AccessTokenAsync(this TestHost host, TestActor actor, Guid organization) =>
        host.AccessTokenAsync(actor.AccountId, ((Credential.Session)actor.Credential).Id, organization);

    public static Task<IReadOnlyList<EmailView>> EmailsToAsync(this TestHost host, string email) =>
        host.Services.GetRequiredService<Mailbox>().ListAsync(email, default);

    public static async Task<string> CodeToAsync(this TestHost host, string email) =>
        Code().Match((await host.EmailsToAsync(email))[0].Text).Value;

    /// <summary>Returns the token of the link in the latest email.</summary>
    public static async Task<string> LinkToAsync(this TestHost host, string email) =>
        Link().Match((await host.EmailsToAsync(email))[0].Text).Groups[1].Value;

    public static string Other(string code) => code == "000000" ? "000001" : "000000";

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"/(?:verify|invite|welcome|reset)/([\w-]{43})")]
    private static partial Regex Link();
}
