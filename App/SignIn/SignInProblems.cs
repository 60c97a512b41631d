namespace App.SignIn;

public static class SignInProblems
{
    /// <summary>
    /// Covers an unknown address, a wrong password, a locked login and revoked access. The wording is the same, so it does not
    /// reveal which addresses have a login.
    /// </summary>
    public static readonly Problem WrongCredentials = new(400, "wrong_credentials", "Sign-in failed",
        "The email or password is incorrect.");

    public static readonly Problem EmailCodeRefused = new(400, "code_refused", "Invalid code",
        "This code is wrong, expired or already used. Request a new one.");

    /// <summary>Covers a link that was used, that expired and that was never sent.</summary>
    public static readonly Problem LinkClosed = new(410, "device_link_closed", "Link expired or already used",
        "This link works once, for 7 days. Sign in to review your sessions and end those you don't recognize.");

    /// <summary>Covers a link that was used, that expired and that was never sent.</summary>
    public static readonly Problem EmailChangeClosed = new(410, "email_change_closed", "Link expired or already used",
        "This link works once, for 7 days after the change of the email address.");

    /// <summary>Another login has verified the address since the change.</summary>
    public static readonly Problem PreviousEmailTaken = new(409, "previous_email_taken", "Email address already in use",
        "The previous email address now belongs to another account, so the change can't be undone. Delete that account, or "
        + "change its address, and open the link again.");

    /// <summary>The password reset link was opened in a browser that did not request the reset.</summary>
    public static readonly Problem OtherBrowser = new(403, "other_browser", "Opened in another browser",
        "This link works only in the browser where you requested the password reset. Enter the code from the email there, "
        + "or request a new email here.");

    public static readonly IReadOnlyList<Problem> All =
        [
            WrongCredentials, EmailCodeRefused, LinkClosed, EmailChangeClosed, PreviousEmailTaken, OtherBrowser,
            PasswordHashingQueue.Busy,
        ];
}
