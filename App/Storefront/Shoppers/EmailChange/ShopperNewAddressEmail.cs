namespace App.Storefront;

/// <summary>Sends the code that verifies a new address of a shopper.</summary>
public sealed record ShopperNewAddressEmail(string Organization, string Code) : IEmail
{
    public string Subject => $"{Code} is your code to confirm this address at {Organization}";

    public string Text => $"""
        Enter this code to use this address at the storefront of {Organization}:

            {Code}

        It works once, within ten minutes, in the session that requested it. If that wasn't you, ignore this email: nothing was
        changed.
        """;

    public Type Body => typeof(ShopperNewAddressEmailBody);
}
