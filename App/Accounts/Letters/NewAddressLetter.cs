using App.Platform;

namespace App.Accounts;

/// <summary>The code that proves a new address of an account.</summary>
public sealed record NewAddressLetter(string Code) : ILetter
{
    public string Subject => $"{Code} is your Stockade code for this address";

    public string Text => $"""
        Your code to use this address for your Stockade account:

            {Code}

        It works once, for ten minutes, in the session that asked for it. If that was not you, ignore this mail: nothing was changed.
        """;

    public Type Body => typeof(NewAddressLetterBody);
}
