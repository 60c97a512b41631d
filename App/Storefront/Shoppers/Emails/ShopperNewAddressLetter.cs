using App.Platform;

namespace App.Storefront;

/// <summary>The code that proves a new address of a shopper.</summary>
public sealed record ShopperNewAddressLetter(string Organization, string Code) : ILetter
{
    public string Subject => $"{Code} is your code for this address at {Organization}";

    public string Text => $"""
        Your code to use this address at the storefront of {Organization}:

            {Code}

        It works once, for ten minutes, in the session that asked for it. If that was not you, ignore this mail: nothing was changed.
        """;

    public Type Body => typeof(ShopperNewAddressLetterBody);
}
