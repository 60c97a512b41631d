namespace App.Storefront;

/// <summary>
/// Tells a shopper that a used refresh token was presented again, and that all sessions were ended.
/// </summary>
public sealed record ShopperSignedOutEmail(string Organization, Uri SignIn) : IEmail
{
    public string Subject => $"You were signed out of {Organization} everywhere";

    public string Text => $"""
        A browser or program presented a sign-in token of yours at the storefront of {Organization} that had already been used.
        This can mean that someone copied it, so we ended all your sessions there.

        Sign in again here:

            {SignIn}

        If you see a sign-in that you don't recognize, change your password.
        """;

    public Type Body => typeof(ShopperSignedOutEmailBody);
}
