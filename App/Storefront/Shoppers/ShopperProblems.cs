using App.Platform;

namespace App.Storefront;

public static class ShopperProblems
{
    public static readonly Problem EmailTaken = new(409, "shopper_email_taken", "Address in use", "Somebody with this address may buy at the storefront already. Withdraw that access first, or use another address.") { Param = "email" };

    public static readonly Problem NotWaiting = new(409, "shopper_not_waiting", "Nobody waits for it", "This person has joined already, or was withdrawn. There is nothing to send again.");

    /// <summary>Used, replaced by a newer one, too old, withdrawn or never sent: the same words.</summary>
    public static readonly Problem LinkClosed = new(410, "shopper_link_closed", "This link leads nowhere", "It was used, has run out, or was taken back. Ask the company that sent it for a new one.");

    /// <summary>Of someone signed in; while they are locked out, the right one too.</summary>
    public static readonly Problem WrongPassword = new(400, "shopper_wrong_password", "Wrong password", "This is not your password. If you have forgotten it, sign out and choose a new one by mail.") { Param = "current" };

    /// <summary>Unknown address, wrong password, withdrawn: the same words.</summary>
    public static readonly Problem WrongCredentials = new(400, "wrong_credentials", "Sign-in failed", "The email or the password is wrong.");
}
