using App.Platform;

namespace App.Accounts;

/// <summary>To the address that an account had until now.</summary>
public sealed record AddressChangedLetter : ILetter
{
    public string Subject => "Your Stockade account has another address";

    public string Text => """
        Your Stockade account has another address from now on, and this one opens nothing any more. Every session elsewhere has ended.

        If it was not you, tell an owner of your organization at once: they can end what the account may do.
        """;

    public Type Body => typeof(AddressChangedLetterBody);
}
