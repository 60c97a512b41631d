using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>Manages accounts: passwords, email codes, second factors and sessions.</summary>
public sealed class AccountsModule : Module
{
    public override string Title => "Accounts";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, StaffSessionAuthentication>(Authentication.StaffScheme, null);
        services.Configure<BcryptOptions>(configuration.GetSection("Passwords"));
        services.AddSingleton<IPasswordHasher<Account>, BcryptPasswordHasher>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<PasswordHashingQueue>();
        services.AddTransient<AccountStore>();
        services.AddSingleton<OneTimeCodes>();
        services.AddTransient<EmailCodeStore>();
        services.AddTransient<PasswordChanges>();
        services.AddTransient<SessionStore>();
        services.AddTransient<PasswordSignIn>();
        services.AddTransient<SecondFactors>();
        services.AddTransient<TrustedDevices>();
        services.AddTransient<KnownDevices>();
        services.AddSchedule<PruneKnownDevices>("prune known devices", "29 3 * * *");
        services.AddTransient<PasskeyVerifier>();
        services.AddScoped<IReencrypt, ReencryptAuthenticators>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyRules>();
        services.AddSchedule<PruneSecondFactors>("prune second factors", "27 3 * * *");
        services.AddTransient<SignInRateLimit>();
        services.AddTransient<StaffTokens>();
        services.AddTransient<SessionRefresh>();
        services.AddSchedule<PruneRefreshTokens>("prune refresh tokens", "47 3 * * *");
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        SignOut.Map(routes);
        PasskeyRoutes.Map(routes);
        RefreshRoute.Map(routes);
        AuthEndpoints.Map(routes);
        ResetEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        StepUpEndpoints.Map(routes);
    }

    public override IReadOnlyList<Type> AccountEvents => [typeof(AccountLocked)];

    public override IReadOnlyList<Problem> Problems =>
        [.. AccountProblems.All, PasswordHashingQueue.Busy, .. SecondFactorProblems.All];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [PasskeyTable.UniqueCredential] = SecondFactorProblems.PasskeyKnown,
        [KnownDeviceTable.UniqueMark] = Problem.Busy,
    };
}
