namespace App.Accounts;

public static class AccountProblems
{
    public static readonly Problem Unverified = new(403, "email_unverified", "Email not verified",
        "This email address has not been verified yet. Enter the code that was sent to it.");

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

    /// <summary>
    /// The verification link was opened in a browser that did not sign up. Anyone can sign up with someone else's address, but
    /// only the person who signed up knows the password.
    /// </summary>
    public static readonly Problem PasswordNeeded = new(403, "password_required", "Password required",
        "You signed up in another browser. Enter the password you chose there.");

    public static readonly IReadOnlyList<Problem> All =
        [Unverified, WrongPassword, StillMember, PasswordNeeded];
}
