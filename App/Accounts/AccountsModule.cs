using App.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>People's logins: passwords, mailed codes, sessions.</summary>
public sealed class AccountsModule : Module
{
    public override string Title => "Accounts";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, StaffSessionAuthentication>(Authentication.StaffScheme, null);
        services.Configure<BcryptOptions>(configuration.GetSection("Passwords"));
        services.AddSingleton<IPasswordHasher<Account>, BcryptPasswordHasher>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<PasswordDesk>();
        services.AddTransient<AccountBook>();
        services.AddSingleton<ChallengeSeal>();
        services.AddTransient<ChallengeBook>();
        services.AddTransient<PasswordBook>();
        services.AddTransient<SessionBook>();
        services.AddTransient<PasswordSignIn>();
        services.AddTransient<FactorBook>();
        services.AddTransient<DeviceBook>();
        services.AddTransient<KnownDeviceBook>();
        services.AddSchedule<PruneKnownDevices>("prune known devices", "29 3 * * *");
        services.AddTransient<PasskeyDesk>();
        services.AddScoped<IRewrap, RewrapAuthenticators>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyRules>();
        services.AddSchedule<PruneFactors>("prune second factors", "27 3 * * *");
        services.AddTransient<SignInTries>();
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

    public override IReadOnlyList<Problem> Problems =>
        [.. AccountProblems.All, PasswordDesk.Busy, .. FactorProblems.All];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [PasskeyTable.UniqueCredential] = FactorProblems.PasskeyKnown,
        [KnownDeviceTable.UniqueMark] = Problem.Busy,
    };
}
