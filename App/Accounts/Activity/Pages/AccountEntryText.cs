namespace App.Accounts.Pages;

/// <summary>Says in words what an entry about an account is.</summary>
static class AccountEntryText
{
    static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [AccountEntry.FailedSignIn] = "Sign-in failed: wrong password",
        ["account.sign_up"] = "Account created",
        ["account.verify"] = "Email address verified",
        ["account.verify_link"] = "Email address verified",
        ["account.lock"] = "Password sign-in locked after wrong passwords",
        ["session.open"] = "Signed in",
        ["two_factor.begin"] = "Password accepted, second factor requested",
        ["two_factor.finish"] = "Signed in with a second factor",
        ["passkey.sign_in"] = "Signed in with a passkey",
        ["session.end"] = "Session ended",
        ["session.end_others"] = "Signed out everywhere else",
        ["session.end_after_token_reuse"] = "Session ended because its token was used twice",
        ["step_up.send"] = "Confirmation code sent by email",
        ["step_up.confirm"] = "Identity confirmed",
        ["step_up.confirm_passkey"] = "Identity confirmed with a passkey",
        ["password.change"] = "Password changed",
        ["password.reset"] = "Password reset with a code",
        ["password.reset_by_link"] = "Password reset with a link",
        ["password.request_reset"] = "Password reset requested",
        ["email.request_change"] = "Change of the email address requested",
        ["email.change"] = "Email address changed",
        ["email.undo_change"] = "Change of the email address undone",
        ["authenticator.start"] = "Authenticator app started",
        ["authenticator.confirm"] = "Authenticator app added",
        ["authenticator.remove"] = "Authenticator app removed",
        ["passkey.add"] = "Passkey added",
        ["passkey.rename"] = "Passkey renamed",
        ["passkey.remove"] = "Passkey removed",
        ["recovery_codes.create"] = "Recovery codes created",
        ["device.forget"] = "Browser no longer trusted",
        ["sign_in.report_unrecognized"] = "Sign-in reported as not yours",
        ["organization.choose"] = "Organization chosen",
    };

    public static string Of(AccountEntryView entry)
    {
        var text = Known.GetValueOrDefault(entry.Action) ?? InWords(entry.Action);
        return entry.Refused && entry.Action != AccountEntry.FailedSignIn ? $"Refused: {text}" : text;
    }

    /// <summary>Turns an action without a text of its own into words: <c>job.retry</c> is "Job: retry".</summary>
    static string InWords(string action)
    {
        var words = action.Replace('_', ' ').Replace(".", ": ", StringComparison.Ordinal);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
