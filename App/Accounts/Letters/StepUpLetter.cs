using App.Platform;

namespace App.Accounts;

/// <summary>Six digits for someone who is signed in and about to do something sensitive.</summary>
public sealed record StepUpLetter(string Code) : ILetter
{
    public string Subject => $"{Code} confirms that it is you";

    public string Text => $"""
        Someone signed in to your Stockade account, probably you, is about to change something sensitive. To confirm that it is you, enter:

            {Code}

        It works once, for ten minutes, in that session alone. If it was not you, change your password: someone knows it.
        """;

    public Type Body => typeof(StepUpLetterBody);
}
