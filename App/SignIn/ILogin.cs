namespace App.SignIn;

/// <summary>
/// A person's login in one realm: an account of staff, or a shopper of one storefront. The rows are in separate tables; the
/// sign-in engine sees both through this interface.
/// </summary>
public interface ILogin
{
    /// <summary>Gets the key of the row.</summary>
    Guid Key { get; }

    /// <summary>Gets the TypeID, such as <c>acc_…</c>.</summary>
    string PublicId { get; }

    string Name { get; }

    /// <summary>Gets the email address; null or empty after the login was deleted.</summary>
    string? Email { get; }

    /// <summary>Gets the text that names the login in the audit log.</summary>
    string AuditLabel { get; }

    /// <summary>Gets the bcrypt hash; null if no password opens a session.</summary>
    string? PasswordHash { get; }

    /// <summary>
    /// Gets a random text that changes with the password. A proof of the password counts only as long as it is unchanged.
    /// </summary>
    string? SecurityStamp { get; }

    Lockout Lockout { get; }

    /// <summary>Changes the password and the security stamp.</summary>
    /// <param name="hash">The bcrypt hash; null if no password may open a session until a new one is chosen.</param>
    void SetPassword(string? hash);
}
