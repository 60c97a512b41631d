namespace App.Storefront;

/// <summary>
/// Tells the owner of an address that another shopper of the storefront requested it. Only they learn that it is in use.
/// </summary>
public sealed record ShopperAddressTakenEmail(string Organization) : IEmail
{
    public string Subject => $"Your address was requested for another account at {Organization}";

    public string Text => $"""
        Someone tried to use this address for another account at the storefront of {Organization}. Your account or invitation
        there already uses it, so nothing was changed.

        If it was you, sign in with this address, or delete that account first.

        If it wasn't you, you don't need to do anything.
        """;

    public Type Body => typeof(ShopperAddressTakenEmailBody);
}
