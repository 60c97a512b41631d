namespace App.Accounts;

/// <summary>
/// Tells the owner of an address that another account requested it. Only they learn that the address has an account.
/// </summary>
public sealed record AddressTakenEmail : IEmail
{
    public string Subject => "Your address was requested for another account";

    public string Text => """
        Someone tried to use this address for another Stockade account. Your account already uses it, so nothing was changed.

        If it was you, delete this account first, or change its address.

        If it wasn't you, you don't need to do anything.
        """;

    public Type Body => typeof(AddressTakenEmailBody);
}
