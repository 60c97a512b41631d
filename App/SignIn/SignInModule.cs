namespace App.SignIn;

/// <summary>
/// Provides the sign-in engine: passwords, one-time codes, sessions and known devices. Each realm (staff, shoppers) derives its
/// operations from the flows here and has tables of its own.
/// </summary>
public sealed class SignInModule : Module
{
    public override string Title => "Sign-in";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<BcryptOptions>(configuration.GetSection("Passwords"));
        services.AddSingleton<BcryptPasswordHasher>();
        services.AddSingleton<PasswordHashingQueue>();
        services.AddSingleton<OneTimeCodes>();
        services.AddTransient<SignInRateLimit>();
        services.AddTransient(typeof(EmailCodeStore<>));
        services.AddTransient(typeof(SessionStore<>));
        services.AddTransient(typeof(KnownDevices<>));
        services.AddTransient(typeof(Lockouts<>));
        services.AddTransient(typeof(EmailChanges<>));
        services.AddTransient(typeof(PasswordChanges<>));
        services.AddTransient(typeof(SessionTokens<>));
        services.AddTransient(typeof(SessionRefresh<>));
        services.AddTransient(typeof(SessionCookies<>));
        services.AddTransient(typeof(ResetCookie<>));
    }

    public override IReadOnlyList<Setting> Settings =>
    [
        new("Passwords__Cost", "The bcrypt cost factor, 12 to 16. Each step doubles the time to hash a password.", "12")
        {
            Fault = configuration => configuration.GetValue<int?>("Passwords:Cost") is < 12 or > 16
                ? "Passwords__Cost must be from 12 to 16: lower is too easy to crack, higher makes sign-in slow."
                : null,
        },
    ];

    public override IReadOnlyList<Limit> RateLimits => RealmLimits.All;

    public override IReadOnlyList<Example> Examples =>
    [
        new("code", "204816"),
        new("reset_token", "emc_01hx3n8q6rf7x9d2k5m4p6s8t0"),
        new("device", "Firefox on Windows"), new("place", "Hamburg, Germany"),
    ];

    public override IReadOnlyList<Problem> Problems => SignInProblems.All;
}
