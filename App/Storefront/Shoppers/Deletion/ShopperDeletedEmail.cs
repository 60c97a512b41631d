namespace App.Storefront;

/// <summary>Confirms to a shopper that the account was deleted.</summary>
public sealed record ShopperDeletedEmail(string Organization) : IEmail
{
    public string Subject => $"Your account at {Organization} was deleted";

    public string Text => $"""
        Your account at the storefront of {Organization} was just deleted, and all your sessions there have ended.

        Your orders are kept, because the books of {Organization} require it. To order there again, ask your contact for an
        invitation.
        """;

    public Type Body => typeof(ShopperDeletedEmailBody);
}
