namespace App.Accounts;

/// <summary>Tells the owner of an account that its password was changed.</summary>
public sealed record PasswordChangedEmail(Uri Forgot) : IEmail
{
    public string Subject => "Your Stockade password was changed";

    public string Text => $"""
        The password of your Stockade account was just changed, and all your other sessions have ended.

        If it wasn't you, reset your password immediately, then review your second factors:

            {Forgot}
        """;

    public Type Body => typeof(PasswordChangedEmailBody);
}
