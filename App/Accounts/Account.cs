using App.SignIn;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>
/// A person's login. One account can be a member of several organizations. It is ASP.NET Core Identity's user with a name.
/// </summary>
public sealed class Account : IdentityUser<Guid>, IIdentified, ILogin
{
    public static string IdPrefix => "acc";

    public string Name { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Gets the wrong passwords and lockouts. Identity's own columns for them are not mapped.</summary>
    public Lockout Lockout { get; private set; } = new();

    /// <summary>
    /// The time when its owner deleted it. The row stays, because members and audit entries refer to it, but its personal data
    /// is removed.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>
    /// Removes all personal data. No one can sign in to the account afterwards, and its email address can be used again.
    /// </summary>
    public void Forget(DateTimeOffset now)
    {
        Name = "Deleted account";
        Email = null;
        NormalizedEmail = null;
        UserName = null;
        NormalizedUserName = null;
        EmailConfirmed = false;
        PasswordHash = null;
        PhoneNumber = null;
        OperatorSince = null;
        SecurityStamp = Token.New();
        DeletedAt = now;
    }

    Guid ILogin.Key => Id;

    string ILogin.PublicId => new Id<Account>(Id).ToString();

    string ILogin.AuditLabel => Name;

    /// <summary>Changes the password. Earlier proofs of it and trusted browsers become invalid with the security stamp.</summary>
    public void SetPassword(string? hash)
    {
        PasswordHash = hash;
        SecurityStamp = Token.New();
    }

    /// <summary>
    /// The time since when the account is a platform administrator; null for other accounts. It is set only on the command
    /// line.
    /// </summary>
    public DateTimeOffset? OperatorSince { get; set; }
}
