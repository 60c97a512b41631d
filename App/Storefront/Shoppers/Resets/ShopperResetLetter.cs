using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>The code and the link that lead to a new password at a storefront.</summary>
/// <param name="Organization">Whose.</param>
/// <param name="Code">Six digits.</param>
/// <param name="Link">Null for a program, which has no browser to open it in.</param>
public sealed record ShopperResetLetter(string Organization, string Code, Uri? Link) : ILetter
{
    public string Subject => $"{Code} is your code for a new password at {Organization}";

    public string Text => $"""
        Your code for a new password at the storefront of {Organization}:

            {Code}
        {(Link is null ? "" : $"\nOr open this link in the browser in which you asked for it:\n\n    {Link}\n")}
        {ResetLetter.Nothing}
        """;

    public Type Body => typeof(ShopperResetLetterBody);
}
