namespace App.Accounts;

/// <summary>Confirms to the owner that the account was deleted.</summary>
public sealed record AccountDeletedEmail : IEmail
{
    public string Subject => "Your Stockade account was deleted";

    public string Text => """
        Your Stockade account was just deleted. You have left your organizations, and all your sessions have ended.

        The organizations keep a record of what you did there under your name, because their books require it. You can sign up
        again with this address.
        """;

    public Type Body => typeof(AccountDeletedEmailBody);
}
