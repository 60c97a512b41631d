using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.SignIn;

public sealed class BcryptOptions
{
    /// <summary>
    /// The base-2 logarithm of the number of bcrypt rounds. A cost of 12 takes about a third of a second on one core; tests use
    /// 4.
    /// </summary>
    public int Cost { get; set; } = 12;
}

/// <summary>
/// Hashes passwords with BCrypt.Net, for both realms and for ASP.NET Core Identity. Hashing is slow on purpose: call it through
/// <see cref="PasswordHashingQueue"/>. BCrypt.Net reads the first 72 bytes of a password and ignores the rest, so longer
/// passwords are rejected here, in hashing and in verifying.
/// </summary>
public class BcryptPasswordHasher(IOptions<BcryptOptions> options)
{
    const char Revision = 'b';

    public string HashPassword(string password) =>
        PasswordRules.Fits(password)
            ? BCrypt.Net.BCrypt.HashPassword(
                PasswordRules.Normalize(password), BCrypt.Net.BCrypt.GenerateSalt(options.Value.Cost, Revision))
            : throw new ArgumentException("bcrypt cannot read the whole password. Check PasswordRules first.", nameof(password));

    public virtual PasswordVerificationResult Verify(string hash, string password)
    {
        if (!PasswordRules.Fits(password) || !Matches(PasswordRules.Normalize(password), hash))
            return PasswordVerificationResult.Failed;
        return BCrypt.Net.BCrypt.PasswordNeedsRehash(hash, options.Value.Cost)
            ? PasswordVerificationResult.SuccessRehashNeeded
            : PasswordVerificationResult.Success;
    }

    /// <summary>
    /// Makes a hash of the given cost that matches no password. Verifying against it takes as long as against a real one.
    /// </summary>
    public static string Impossible(int cost) =>
        string.Create(CultureInfo.InvariantCulture, $"$2b${cost:00}$......................{new string('.', 31)}");

    /// <summary>
    /// Returns false for a stored text that is not a bcrypt hash, so sign-in fails normally instead of with an exception.
    /// </summary>
    static bool Matches(string password, string hash)
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
