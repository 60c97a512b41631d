namespace App.Platform.Tokens;

/// <summary>Represents the tokens of an API client, with the member names of RFC 6749 section 5.1.</summary>
/// <param name="AccessToken">The access token. Send it with each request, as <c>Authorization: Bearer …</c>.</param>
/// <param name="RefreshToken">The refresh token. It can be used once to get new tokens. Keep it as secret as a password.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="ExpiresIn">The lifetime of the access token in seconds.</param>
public sealed record TokenResponse(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn) : IShownOnce
{
    public static TokenResponse Of(IssuedTokens issued) =>
        new(issued.Access, issued.Refresh, "Bearer", (int)Tokens.AccessToken.Lifetime.TotalSeconds);

    public object WithoutSecret() => this with { AccessToken = "", RefreshToken = "" };
}

/// <summary>Represents the two tokens of a session.</summary>
/// <param name="Access">The access token, a JWT.</param>
/// <param name="Refresh">The refresh token, an opaque string.</param>
/// <param name="Until">The latest time at which the session ends.</param>
public sealed record IssuedTokens(string Access, string Refresh, DateTimeOffset Until);
