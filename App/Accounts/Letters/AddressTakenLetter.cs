using App.Platform;

namespace App.Accounts;

/// <summary>To someone whose address another account asks for. Only the owner of the address learns that it has one.</summary>
public sealed record AddressTakenLetter : ILetter
{
    public string Subject => "Your address was asked for";

    public string Text => """
        Someone wants to use this address for another Stockade account. It belongs to yours, so that nothing was changed.

        If it was you: delete that account first, or give it another address.

        If it was not you, there is nothing to do.
        """;

    public Type Body => typeof(AddressTakenLetterBody);
}
