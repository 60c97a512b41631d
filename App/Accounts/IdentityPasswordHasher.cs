using App.SignIn;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>Gives ASP.NET Core Identity the hasher of the sign-in engine.</summary>
public sealed class IdentityPasswordHasher(BcryptPasswordHasher hasher) : IPasswordHasher<Account>
{
    public string HashPassword(Account user, string password) => hasher.HashPassword(password);

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        hasher.Verify(hashedPassword, providedPassword);
}
