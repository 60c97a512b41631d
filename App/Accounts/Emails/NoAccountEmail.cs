namespace App.Accounts;

/// <summary>
/// Tells an address for which a password reset was requested that it has no account. Only the owner of the address learns it.
/// </summary>
public sealed record NoAccountEmail(Uri SignUp) : IEmail
{
    public string Subject => "No Stockade account with this address";

    public string Text => $"""
        Someone, probably you, requested a password reset for this address. It has no Stockade account, so there is nothing to
        reset.

        You may have signed up with another address. To create an account with this one, open:

            {SignUp}

        If it wasn't you, you don't need to do anything.
        """;

    public Type Body => typeof(NoAccountEmailBody);
}
