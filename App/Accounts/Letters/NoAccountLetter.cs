using App.Platform;

namespace App.Accounts;

/// <summary>To an address without an account that somebody wants a new password for. Only the owner of the address learns it.</summary>
public sealed record NoAccountLetter(Uri SignUp) : ILetter
{
    public string Subject => "No Stockade account with this address";

    public string Text => $"""
        Someone, probably you, has asked for a new Stockade password for this address. It has no account, so that there is nothing to change.

        Perhaps you signed up with another address. If you want an account with this one, create it here:

            {SignUp}

        If it was not you, there is nothing to do.
        """;

    public Type Body => typeof(NoAccountLetterBody);
}
