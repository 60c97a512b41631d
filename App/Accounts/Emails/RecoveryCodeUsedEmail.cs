namespace App.Accounts;

/// <summary>
/// Tells the owner of an account that a recovery code was used to sign in or to confirm a sensitive action.
/// </summary>
public sealed record RecoveryCodeUsedEmail(int Left, Uri Security) : IEmail
{
    public string Subject => "A recovery code of your account was used";

    public string Text => $"""
        A recovery code of your Stockade account was just used. {InWords}

        If it was you, you don't need to do anything. If it wasn't, change your password and create new codes here:

            {Security}
        """;

    public string InWords => Left switch { 0 => "None are left.", 1 => "One is left.", _ => $"{Left} are left." };

    public Type Body => typeof(RecoveryCodeUsedEmailBody);
}
