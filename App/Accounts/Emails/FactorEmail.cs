namespace App.Accounts;

/// <summary>A change to the second factors of an account that its owner is told about.</summary>
public enum SecondFactorChange { AppAdded, AppRemoved, PasskeyAdded, PasskeyRemoved, RecoveryCodesMade, TriesLocked }

/// <summary>
/// Tells the owner of an account that a second factor was added or removed, or that too many wrong codes were entered.
/// </summary>
/// <param name="Change">The change.</param>
/// <param name="Name">The owner's name for the app or the passkey.</param>
/// <param name="Security">The URL of the page that shows the second factors.</param>
public sealed record FactorEmail(SecondFactorChange Change, string? Name, Uri Security) : IEmail
{
    public string Subject => Change switch
    {
        SecondFactorChange.AppAdded => "An authenticator app was added",
        SecondFactorChange.AppRemoved => "An authenticator app was removed",
        SecondFactorChange.PasskeyAdded => "A passkey was added",
        SecondFactorChange.PasskeyRemoved => "A passkey was removed",
        SecondFactorChange.RecoveryCodesMade => "New recovery codes were created",
        _ => "Too many wrong codes for your account",
    };

    public string Text => $"""
        {What}

            {Security}

        {IfNot}
        """;

    public string What => Change switch
    {
        SecondFactorChange.AppAdded =>
            $"The authenticator app “{Name}” was added to your Stockade account. Its codes now work as a second factor.",
        SecondFactorChange.AppRemoved =>
            $"The authenticator app “{Name}” was removed from your Stockade account. Its codes no longer work.",
        SecondFactorChange.PasskeyAdded =>
            $"The passkey “{Name}” was added to your Stockade account. It signs in without a password.",
        SecondFactorChange.PasskeyRemoved =>
            $"The passkey “{Name}” was removed from your Stockade account. It no longer works.",
        SecondFactorChange.RecoveryCodesMade =>
            "Ten new recovery codes were created for your Stockade account. The old ones no longer work.",
        _ =>
            "Someone entered five wrong codes for your Stockade account. "
            + "For up to 15 minutes, no codes are accepted, not even yours.",
    };

    public string IfNot => Change == SecondFactorChange.TriesLocked
        ? "If it wasn't you, someone may know your password: change it."
        : "If it wasn't you, undo the change there, sign out everywhere else, and change your password.";

    public Type Body => typeof(FactorEmailBody);
}
