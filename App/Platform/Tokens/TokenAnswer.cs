namespace App.Platform;

/// <summary>Two tokens for a program, as RFC 6749 section 5.1 spells them.</summary>
/// <param name="AccessToken">Goes with each call, as <c>Authorization: Bearer …</c>.</param>
/// <param name="RefreshToken">Good for one more pair. Keep it as you would keep a password.</param>
/// <param name="TokenType">Bearer.</param>
/// <param name="ExpiresIn">Seconds for which the access token counts.</param>
public sealed record TokenAnswer(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn) : IShownOnce
{
    public static TokenAnswer Of(IssuedTokens issued) => new(issued.Access, issued.Refresh, "Bearer", (int)Platform.AccessToken.Lifetime.TotalSeconds);

    public object WithoutSecret() => this with { AccessToken = "", RefreshToken = "" };
}

/// <summary>The two tokens of a session.</summary>
/// <param name="Access">A JWT.</param>
/// <param name="Refresh">Opaque.</param>
/// <param name="Until">When the session ends at the latest.</param>
public sealed record IssuedTokens(string Access, string Refresh, DateTimeOffset Until);
