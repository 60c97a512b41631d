using App.Platform;

namespace App.Storefront;

/// <summary>The password of a shopper is another one.</summary>
public sealed record ShopperPasswordChangedLetter(string Organization, Uri Forgot) : ILetter
{
    public string Subject => $"Your password at {Organization} was changed";

    public string Text => $"""
        Your password at the storefront of {Organization} was changed a moment ago, and you were signed out there.

        If it was not you, choose a new one at once:

            {Forgot}
        """;

    public Type Body => typeof(ShopperPasswordChangedLetterBody);
}
