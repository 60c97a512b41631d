namespace App.Accounts;

/// <summary>
/// Tells someone who signs up again that they already have an account. Only the owner of the address learns it.
/// </summary>
public sealed record AlreadyRegisteredEmail(Uri SignIn) : IEmail
{
    public string Subject => "You already have a Stockade account";

    public string Text => $"""
        Someone, probably you, just tried to sign up for Stockade with this address. It already has an account.

        Sign in here:

            {SignIn}

        If it wasn't you, you don't need to do anything: nothing was changed.
        """;

    public Type Body => typeof(AlreadyRegisteredEmailBody);
}
