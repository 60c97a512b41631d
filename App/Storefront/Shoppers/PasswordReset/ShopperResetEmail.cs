using App.Accounts;

namespace App.Storefront;

/// <summary>Sends a shopper the code and the link to choose a new password at a storefront.</summary>
/// <param name="Organization">The name of the organization.</param>
/// <param name="Code">Six digits.</param>
/// <param name="Link">The URL of the page to choose a password; null for a program, which has no browser to open it in.</param>
public sealed record ShopperResetEmail(string Organization, string Code, Uri? Link) : IEmail
{
    public string Subject => $"{Code} is your password reset code for {Organization}";

    public string Text => $"""
        Your password reset code for the storefront of {Organization}:

            {Code}
        {(Link is null ? "" : $"\nOr open this link in the browser where you requested it:\n\n    {Link}\n")}
        {ResetEmail.Nothing}
        """;

    public Type Body => typeof(ShopperResetEmailBody);
}
