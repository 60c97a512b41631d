using Microsoft.AspNetCore.Components;

namespace App.SignIn;

/// <summary>
/// Serves as the base class of the emails that staff and shoppers both get. Their texts differ only in the name of the account.
/// </summary>
public abstract class SignInEmail : EmailTemplate
{
    /// <summary>Gets the name of the organization whose storefront it is; null for an account of staff.</summary>
    public string? Storefront { get; init; }

    /// <summary>Gets the name of the site: "Stockade", or the organization's name.</summary>
    protected string Site => Storefront ?? "Stockade";

    /// <summary>Gets the name of the account, for the middle of a sentence.</summary>
    protected RenderFragment YourAccount => builder =>
    {
        if (Storefront is null)
        {
            builder.AddContent(0, "your Stockade account");
            return;
        }
        builder.AddContent(1, "your account at the storefront of ");
        builder.OpenElement(2, "strong");
        builder.AddContent(3, Storefront);
        builder.CloseElement();
    };
}
