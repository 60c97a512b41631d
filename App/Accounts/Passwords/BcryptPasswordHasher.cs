using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

public sealed class BcryptOptions
{
    /// <summary>Two to the power of this many rounds. Twelve takes about a quarter of a second of one core; tests take four.</summary>
    public int Cost { get; set; } = 12;
}

/// <summary>What ASP.NET Core Identity hashes with. Slow on purpose: call it through <see cref="PasswordDesk"/>.</summary>
public sealed class BcryptPasswordHasher(IOptions<BcryptOptions> options) : IPasswordHasher<Account>
{
    public string HashPassword(Account user, string password) =>
        PasswordRules.Fault(password) is null ? Bcrypt.Hash(password, options.Value.Cost) : throw new ArgumentException("Checked before it comes here.", nameof(password));

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        !PasswordRules.Fits(providedPassword) || !Bcrypt.Verify(providedPassword, hashedPassword) ? PasswordVerificationResult.Failed
        : Bcrypt.CostOf(hashedPassword) < options.Value.Cost ? PasswordVerificationResult.SuccessRehashNeeded
        : PasswordVerificationResult.Success;
}
