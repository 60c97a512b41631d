namespace App.Storefront;

/// <summary>Tells the previous address of a shopper that the address was changed.</summary>
public sealed record ShopperAddressChangedEmail(string Organization) : IEmail
{
    public string Subject => $"Your email address at {Organization} was changed";

    public string Text => $"""
        The email address of your account at the storefront of {Organization} was changed. You can no longer sign in with this
        address, and all your other sessions there have ended.

        If it wasn't you, contact {Organization} immediately: they can remove the account's access.
        """;

    public Type Body => typeof(ShopperAddressChangedEmailBody);
}
