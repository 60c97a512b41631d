namespace App.Storefront;

/// <summary>
/// Tells an address for which a password reset was requested that it has no account at this storefront.
/// </summary>
public sealed record NoShopperEmail(string Organization, Uri Storefront) : IEmail
{
    public string Subject => $"No account at {Organization} with this address";

    public string Text => $"""
        Someone, probably you, requested a password reset for this address at the storefront of {Organization}. It has no
        account there, so there is nothing to reset. You may have been invited with another address: ask your contact there.

            {Storefront}

        If it wasn't you, you don't need to do anything.
        """;

    public Type Body => typeof(NoShopperEmailBody);
}
