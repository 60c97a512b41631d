namespace App.Storefront;

/// <summary>Tells a shopper that the password was changed.</summary>
public sealed record ShopperPasswordChangedEmail(string Organization, Uri Forgot) : IEmail
{
    public string Subject => $"Your password at {Organization} was changed";

    public string Text => $"""
        Your password at the storefront of {Organization} was just changed, and all your other sessions there have ended.

        If it wasn't you, reset your password immediately:

            {Forgot}
        """;

    public Type Body => typeof(ShopperPasswordChangedEmailBody);
}
