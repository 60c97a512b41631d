using App.Platform;

namespace App.Storefront;

/// <summary>To someone whose address another shopper of the storefront asks for. Only its owner learns that it is in use.</summary>
public sealed record ShopperAddressTakenLetter(string Organization) : ILetter
{
    public string Subject => $"Your address was asked for at {Organization}";

    public string Text => $"""
        Someone who buys at the storefront of {Organization} wants to use this address. You are asked there with it already, or buy with it,
        so that nothing was changed.

        If it was you, sign in with this address, or delete that access first. If it was not you, there is nothing to do.
        """;

    public Type Body => typeof(ShopperAddressTakenLetterBody);
}
