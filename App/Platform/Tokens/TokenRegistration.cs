namespace App.Platform;

public static class TokenRegistration
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
    }
}
