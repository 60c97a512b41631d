using App.Platform;

namespace App.Accounts;

public static class AccountProblems
{
    /// <summary>Unknown address, wrong password and, later, a locked account: the same words.</summary>
    public static readonly Problem WrongCredentials = new(400, "wrong_credentials", "Sign-in failed", "The email or the password is wrong.");

    public static readonly Problem Unverified = new(403, "email_unverified", "Email not verified", "This email address has not been verified yet. Enter the code that was mailed to it.");

    public static readonly Problem ChallengeRefused = new(400, "code_refused", "Code refused", "This code is wrong, was used, or is too old. Ask for a new one.");

    /// <summary>Used, too old, or never sent: the same words.</summary>
    public static readonly Problem LinkClosed = new(410, "device_link_closed", "This link leads nowhere", "It was used, or is older than seven days. Sign in to see where you are signed in, and to end what is not yours.");

    /// <summary>Of someone signed in; while the account is locked, the right one too.</summary>
    public static readonly Problem WrongPassword = new(400, "wrong_password", "Wrong password", "This is not your password. Leave the field empty to confirm by a second factor instead.") { Param = "current" };

    /// <summary>Between leaving the last organization and the deletion, the account was let into another one.</summary>
    public static readonly Problem StillMember = new(409, "still_member", "Still a member", "The account is a member of an organization. Begin the deletion again: it leaves that one too.");

    /// <summary>A mailed link to a new password opened in a browser that did not ask for it.</summary>
    public static readonly Problem OtherBrowser = new(403, "other_browser", "Another browser", "This link works in the browser alone in which the new password was asked for. Enter the code of the mail there, or ask for a new mail here.");

    /// <summary>A mailed link opened in a browser that did not sign up: anyone can sign up with someone else's address, but not know the password.</summary>
    public static readonly Problem PasswordNeeded = new(403, "password_needed", "Password needed", "You signed up in another browser. Enter the password you chose there.");

    public static readonly IReadOnlyList<Problem> All = [WrongCredentials, Unverified, ChallengeRefused, WrongPassword, StillMember, OtherBrowser, PasswordNeeded, LinkClosed];
}
