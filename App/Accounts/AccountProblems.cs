namespace App.Accounts;

public static class AccountProblems
{
    /// <summary>
    /// Covers an unknown address, a wrong password and a locked account. The wording is the same, so it does not reveal which
    /// addresses have an account.
    /// </summary>
    public static readonly Problem WrongCredentials = new(400, "wrong_credentials", "Sign-in failed",
        "The email or password is incorrect.");

    public static readonly Problem Unverified = new(403, "email_unverified", "Email not verified",
        "This email address has not been verified yet. Enter the code that was sent to it.");

    public static readonly Problem EmailCodeRefused = new(400, "code_refused", "Invalid code",
        "This code is wrong, expired or already used. Request a new one.");

    /// <summary>Covers a link that was used, that expired and that was never sent.</summary>
    public static readonly Problem LinkClosed = new(410, "device_link_closed", "Link expired or already used",
        "This link works once, for seven days. Sign in to review your sessions and end those you don't recognize.");

    /// <summary>
    /// Tells a signed-in person that the password is wrong. It is also the response to the right password while the account is
    /// locked.
    /// </summary>
    public static readonly Problem WrongPassword = new(400, "wrong_password", "Wrong password",
        "This is not your password. Leave the field empty to confirm with a second factor instead.")
    {
        Param = "current",
    };

    /// <summary>The account joined another organization after it left the last one and before it was deleted.</summary>
    public static readonly Problem StillMember = new(409, "still_member", "Still a member",
        "The account is still a member of an organization. Start the deletion again to leave that organization too.");

    /// <summary>The password reset link was opened in a browser that did not request the reset.</summary>
    public static readonly Problem OtherBrowser = new(403, "other_browser", "Opened in another browser",
        "This link works only in the browser where you requested the password reset. Enter the code from the email there, "
        + "or request a new email here.");

    /// <summary>
    /// The verification link was opened in a browser that did not sign up. Anyone can sign up with someone else's address, but
    /// only the person who signed up knows the password.
    /// </summary>
    public static readonly Problem PasswordNeeded = new(403, "password_required", "Password required",
        "You signed up in another browser. Enter the password you chose there.");

    public static readonly IReadOnlyList<Problem> All =
    [
        WrongCredentials, Unverified, EmailCodeRefused, WrongPassword, StillMember, OtherBrowser, PasswordNeeded, LinkClosed,
    ];
}
