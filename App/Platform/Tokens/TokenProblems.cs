namespace App.Platform;

public static class TokenProblems
{
    /// <summary>Expired, forged, of the other realm, or of a session that has ended: the same words.</summary>
    public static readonly Problem Invalid = Problem.Unauthenticated with { Code = "token_invalid", Detail = "The access token has run out, or its session has ended. Renew it with the refresh token, or sign in again." };

    /// <summary>Unknown, of a session that has ended, or spent before.</summary>
    public static readonly Problem RefreshRefused = new(401, "refresh_refused", "Sign-in needed", "The refresh token was used before, or its session has ended. Sign in again.");
}
