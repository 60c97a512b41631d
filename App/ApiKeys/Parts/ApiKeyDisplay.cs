namespace App.ApiKeys.Parts;

/// <summary>Says how pages show an API key.</summary>
static class ApiKeyDisplay
{
    /// <summary>An API key that expires within this time is marked.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Returns the part of the key that is shown.</summary>
    public static string ShownPart(ApiKeyView key) => $"{key.Prefix}{key.FirstEight}…";

    public static ApiKeyState StateOf(ApiKeyView key, DateTimeOffset now)
    {
        if (key.RevokedAt is not null)
            return ApiKeyState.Revoked;
        if (key.ExpiresAt <= now)
            return ApiKeyState.Expired;
        return key.ExpiresAt <= now + Soon ? ApiKeyState.Expiring : ApiKeyState.Active;
    }
}
