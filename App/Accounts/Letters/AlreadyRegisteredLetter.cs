using App.Platform;

namespace App.Accounts;

/// <summary>To someone who signs up though they have an account. Only the owner of the address learns it.</summary>
public sealed record AlreadyRegisteredLetter(Uri SignIn) : ILetter
{
    public string Subject => "You already have a Stockade account";

    public string Text => $"""
        Someone, probably you, has just tried to sign up to Stockade with this address. It has an account already.

        Sign in here:

            {SignIn}

        If it was not you, there is nothing to do: nothing was changed.
        """;

    public Type Body => typeof(AlreadyRegisteredLetterBody);
}
