using App.Platform;

namespace App.Accounts;

/// <summary>Someone showed a token that had been used up: the account was signed out everywhere.</summary>
public sealed record SessionsEndedLetter(Uri SignIn) : ILetter
{
    public string Subject => "You were signed out of Stockade everywhere";

    public string Text => $"""
        A browser or program showed a sign-in of yours that had been used up before. That happens when somebody has copied it, so
        we have ended every session of your account.

        Sign in again here:

            {SignIn}

        If you see a sign-in that you do not know, change your password.
        """;

    public Type Body => typeof(SessionsEndedLetterBody);
}
