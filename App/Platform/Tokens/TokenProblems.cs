namespace App.Platform.Tokens;

public static class TokenProblems
{
    /// <summary>
    /// Reports an access token that is expired, forged or of the other realm, or whose session has ended. The response does not
    /// tell which.
    /// </summary>
    public static readonly Problem Invalid = Problem.Unauthenticated with
    {
        Code = "token_invalid",
        Detail = "The access token has expired, or its session has ended. Renew it with the refresh token, or sign in again.",
    };

    /// <summary>Reports a refresh token that is unknown or used, or whose session has ended.</summary>
    public static readonly Problem RefreshRefused = new(401, "refresh_refused", "Sign-in required",
        "The refresh token was used before, or its session has ended. Sign in again.");
}
