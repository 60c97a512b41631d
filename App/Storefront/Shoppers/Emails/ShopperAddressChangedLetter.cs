using App.Platform;

namespace App.Storefront;

/// <summary>To the address that a shopper had until now.</summary>
public sealed record ShopperAddressChangedLetter(string Organization) : ILetter
{
    public string Subject => $"Your access to {Organization} has another address";

    public string Text => $"""
        Your access to the storefront of {Organization} has another address from now on, and this one opens nothing there any more. You were
        signed out everywhere else.

        If it was not you, tell your contact at {Organization} at once: they can take the access back.
        """;

    public Type Body => typeof(ShopperAddressChangedLetterBody);
}
