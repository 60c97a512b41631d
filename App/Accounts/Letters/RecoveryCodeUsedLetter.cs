using App.Platform;

namespace App.Accounts;

/// <summary>Someone signed in, or confirmed something, with a recovery code.</summary>
public sealed record RecoveryCodeUsedLetter(int Left, Uri Security) : ILetter
{
    public string Subject => "A recovery code of your account was used";

    public string Text => $"""
        One of the recovery codes of your Stockade account has just been used. {InWords}

        If it was you, there is nothing to do. If not, change your password and make new codes here:

            {Security}
        """;

    public string InWords => Left switch { 0 => "None is left.", 1 => "One is left.", _ => $"{Left} are left." };

    public Type Body => typeof(RecoveryCodeUsedLetterBody);
}
