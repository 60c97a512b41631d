using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

public sealed class BcryptOptions
{
    /// <summary>
    /// Two to the power of this many rounds. Twelve takes about a third of a second of one core; tests take four.
    /// </summary>
    public int Cost { get; set; } = 12;
}

/// <summary>
/// Hashes passwords for ASP.NET Core Identity with BCrypt.Net. Slow on purpose: call it through <see cref="PasswordDesk"/>.
/// BCrypt.Net reads the first 72 bytes of a password and ignores the rest, so longer ones are refused here, in hashing and in
/// verifying.
/// </summary>
public sealed class BcryptPasswordHasher(IOptions<BcryptOptions> options) : IPasswordHasher<Account>
{
    const char Revision = 'b';

    public string HashPassword(Account user, string password) =>
        PasswordRules.Fits(password)
            ? BCrypt.Net.BCrypt.HashPassword(password, BCrypt.Net.BCrypt.GenerateSalt(options.Value.Cost, Revision))
            : throw new ArgumentException("Checked before it comes here.", nameof(password));

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        !PasswordRules.Fits(providedPassword) || !Verify(providedPassword, hashedPassword) ? PasswordVerificationResult.Failed
        : BCrypt.Net.BCrypt.PasswordNeedsRehash(hashedPassword, options.Value.Cost)
            ? PasswordVerificationResult.SuccessRehashNeeded
        : PasswordVerificationResult.Success;

    /// <summary>
    /// Makes a hash of the given cost that no password has: verifying against it takes as long as against a real one.
    /// </summary>
    public static string Impossible(int cost) =>
        string.Create(CultureInfo.InvariantCulture, $"$2b${cost:00}$......................{new string('.', 31)}");

    /// <summary>A stored text that is no bcrypt hash is nobody's password, rather than an error of the sign-in.</summary>
    static bool Verify(string password, string hash)
    {
        try
        {
            return BCrypt.Net.BCrypt.Verify(password, hash);
        }
        catch (Exception failure) when (failure is
            BCrypt.Net.SaltParseException or BCrypt.Net.HashInformationException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
