namespace App.Platform.Tokens;

public static class TokenRegistration
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
    }
}
