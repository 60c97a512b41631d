using App.Platform;

namespace App.Storefront;

/// <summary>To an address that nobody buys with at this storefront, and that somebody wants a new password for.</summary>
public sealed record NoShopperLetter(string Organization, Uri Storefront) : ILetter
{
    public string Subject => $"No access to {Organization} with this address";

    public string Text => $"""
        Someone, probably you, has asked for a new password at the storefront of {Organization} for this address. Nobody buys there with it,
        so that there is nothing to change. Perhaps you were invited with another address; ask your contact there.

            {Storefront}

        If it was not you, there is nothing to do.
        """;

    public Type Body => typeof(NoShopperLetterBody);
}
