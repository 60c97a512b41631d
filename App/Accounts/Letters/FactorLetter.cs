using App.Platform;

namespace App.Accounts;

/// <summary>What became of an account's second factors.</summary>
public enum FactorChange { AppAdded, AppRemoved, PasskeyAdded, PasskeyRemoved, RecoveryCodesMade, TriesLocked }

/// <summary>A way into the account was added, taken away, or tried too often.</summary>
/// <param name="Change">Which.</param>
/// <param name="Name">What its owner calls the app or the passkey.</param>
/// <param name="Security">Where to look, and to undo it.</param>
public sealed record FactorLetter(FactorChange Change, string? Name, Uri Security) : ILetter
{
    public string Subject => Change switch
    {
        FactorChange.AppAdded => "An authenticator app was added",
        FactorChange.AppRemoved => "An authenticator app was removed",
        FactorChange.PasskeyAdded => "A passkey was added",
        FactorChange.PasskeyRemoved => "A passkey was removed",
        FactorChange.RecoveryCodesMade => "New recovery codes were made",
        _ => "Too many wrong codes for your account",
    };

    public string Text => $"""
        {What}

            {Security}

        {IfNot}
        """;

    public string What => Change switch
    {
        FactorChange.AppAdded => $"The authenticator app “{Name}” signs in to your Stockade account from now on, beside your password.",
        FactorChange.AppRemoved => $"The authenticator app “{Name}” was removed from your Stockade account. Its codes open nothing any more.",
        FactorChange.PasskeyAdded => $"The passkey “{Name}” signs in to your Stockade account from now on, without a password.",
        FactorChange.PasskeyRemoved => $"The passkey “{Name}” was removed from your Stockade account. It opens nothing any more.",
        FactorChange.RecoveryCodesMade => "Ten new recovery codes were made for your Stockade account. The old ones are worthless.",
        _ => "Somebody has entered five wrong codes for your Stockade account. For a quarter of an hour none is looked at, yours neither.",
    };

    public string IfNot => Change == FactorChange.TriesLocked
        ? "If it was not you, somebody may know your password: choose a new one."
        : "If it was not you, undo it there, sign out everywhere else, and choose a new password.";

    public Type Body => typeof(FactorLetterBody);
}
