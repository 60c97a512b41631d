namespace App.Storefront;

public static class ShopperProblems
{
    public static readonly Problem EmailTaken = new(409, "shopper_email_taken", "Email address already in use",
        "Someone with this address already has access to the storefront. Revoke that access first, or use a different address.")
    {
        Param = "email",
    };

    public static readonly Problem NotWaiting = new(409, "shopper_not_waiting", "Invitation no longer pending",
        "This person has already accepted the invitation, or their access was revoked. If it was revoked, invite them again.");

    /// <summary>Covers a link that was used, replaced, revoked, expired or never sent.</summary>
    public static readonly Problem LinkClosed = new(410, "shopper_link_closed", "Link expired or already used",
        "This link was used, has expired, or was revoked. Ask the company that sent it for a new one.");

    /// <summary>
    /// Tells a signed-in shopper that the password is wrong. It is also the response to the right password while the shopper is
    /// locked.
    /// </summary>
    public static readonly Problem WrongPassword = new(400, "shopper_wrong_password", "Wrong password",
        "This is not your password. If you forgot it, sign out and reset it by email.")
    {
        Param = "current",
    };
}
