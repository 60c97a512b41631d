using App.Accounts.Parts;
using App.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>Manages accounts: passwords, second factors and sessions of staff.</summary>
public sealed class AccountsModule : Module
{
    public override string Title => "Accounts";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, StaffSessionAuthentication>(Authentication.StaffScheme, null);
        services.AddRealm<StaffRealm>();
        services.AddSingleton<IPasswordHasher<Account>, IdentityPasswordHasher>();
        services.AddSingleton<ILookupNormalizer, EmailNormalizer>();
        services.AddTransient<AccountStore>();
        services.AddTransient<SignUpCodes>();
        services.AddTransient<StepUpCodes>();
        services.AddTransient<StaffSessions>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<FindLiveSessions>(provider => provider.GetRequiredService<LiveSessions>().FindAsync);
        services.AddTransient<PasswordSignIn>();
        services.AddSingleton<ISecuritySourceResolver, SessionSourceResolver>();
        services.AddTransient<SecondFactors>();
        services.AddTransient<TrustedDevices>();
        services.AddTransient<PasskeyVerifier>();
        services.AddSingleton(new StepUpForm(typeof(ConfirmInPlace)));
        services.AddScoped<IReencrypt, ReencryptAuthenticators>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyRules>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        SignOut.Map(routes);
        PasskeyRoutes.Map(routes);
        AuthEndpoints.Map(routes);
        ResetEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        StepUpEndpoints.Map(routes);
    }

    public override IReadOnlyList<Limit> RateLimits => [StaffRealm.Attempts, StaffRealm.FailedAttempts];

    public override IReadOnlyList<Retention> Retention => AccountRetention.All;

    public override IReadOnlyList<ICredentialResolver> Credentials => [new SessionResolver()];

    public override IReadOnlyList<Type> AccountEvents => [typeof(AccountLocked)];

    public override IReadOnlyList<Example> Examples =>
    [
        new("code", "204816"), new("mfa_token", "mfa_7Qm2xK9dT4wZ8rB1"),
    ];

    public override IReadOnlyList<Problem> Problems =>
        [.. AccountProblems.All, .. SecondFactorProblems.All];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [PasskeyTable.UniqueCredential] = SecondFactorProblems.PasskeyKnown,
        [StaffDeviceTable.UniqueMark] = Problem.Busy,
    };
}
