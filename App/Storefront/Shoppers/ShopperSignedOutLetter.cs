using App.Platform;

namespace App.Storefront;

/// <summary>Someone showed a token that had been used up: the shopper was signed out everywhere.</summary>
public sealed record ShopperSignedOutLetter(string Organization, Uri SignIn) : ILetter
{
    public string Subject => $"You were signed out of {Organization} everywhere";

    public string Text => $"""
        A browser or program showed a sign-in of yours at the storefront of {Organization} that had been used up before. That happens
        when somebody has copied it, so we have ended all of them.

        Sign in again here:

            {SignIn}
        """;

    public Type Body => typeof(ShopperSignedOutLetterBody);
}
