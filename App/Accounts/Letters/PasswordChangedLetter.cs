using App.Platform;

namespace App.Accounts;

/// <summary>The password is another one.</summary>
public sealed record PasswordChangedLetter(Uri Forgot) : ILetter
{
    public string Subject => "Your Stockade password was changed";

    public string Text => $"""
        The password of your Stockade account was changed a moment ago. Every session that it had opened elsewhere has ended.

        If it was not you, choose a new password at once, and look through your second factors after that:

            {Forgot}
        """;

    public Type Body => typeof(PasswordChangedLetterBody);
}
