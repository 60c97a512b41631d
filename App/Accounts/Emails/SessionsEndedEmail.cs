namespace App.Accounts;

/// <summary>
/// Tells the owner of an account that a used refresh token was presented again, and that all sessions were ended.
/// </summary>
public sealed record SessionsEndedEmail(Uri SignIn) : IEmail
{
    public string Subject => "You were signed out of Stockade everywhere";

    public string Text => $"""
        A browser or program presented a sign-in token of yours that had already been used. This can mean that someone copied
        it, so we ended all your sessions.

        Sign in again here:

            {SignIn}

        If you see a sign-in that you don't recognize, change your password.
        """;

    public Type Body => typeof(SessionsEndedEmailBody);
}
