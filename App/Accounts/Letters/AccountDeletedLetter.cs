using App.Platform;

namespace App.Accounts;

/// <summary>To the address of an account that is no more.</summary>
public sealed record AccountDeletedLetter : ILetter
{
    public string Subject => "Your Stockade account was deleted";

    public string Text => """
        Your Stockade account was deleted a moment ago. You have left your organizations, and every session has ended.

        What you did there stays in their logs, with your name, because their books need it. This address can sign up again.
        """;

    public Type Body => typeof(AccountDeletedLetterBody);
}
