namespace App.Accounts;

/// <summary>Tells the previous address of an account that the address was changed.</summary>
public sealed record AddressChangedEmail : IEmail
{
    public string Subject => "Your Stockade email address was changed";

    public string Text => """
        The email address of your Stockade account was changed. You can no longer sign in with this address, and all your other
        sessions have ended.

        If it wasn't you, contact an owner of your organization immediately: they can remove the account's access.
        """;

    public Type Body => typeof(AddressChangedEmailBody);
}
