using App.Platform;

namespace App.Storefront;

/// <summary>To the address of a login that is no more.</summary>
public sealed record ShopperDeletedLetter(string Organization) : ILetter
{
    public string Subject => $"Your access to {Organization} was deleted";

    public string Text => $"""
        Your access to the storefront of {Organization} was deleted a moment ago, and you were signed out everywhere.

        Orders stay, because the books of {Organization} need them. To order there again, ask your contact for an invitation.
        """;

    public Type Body => typeof(ShopperDeletedLetterBody);
}
