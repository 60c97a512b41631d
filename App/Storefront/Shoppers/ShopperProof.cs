using App.Accounts;
using Microsoft.AspNetCore.Identity;

namespace App.Storefront;

/// <summary>The stored password of a shopper, as <see cref="GetShopperPasswordHash"/> read it.</summary>
public sealed record StoredShopperPassword(Id<Shopper> ShopperId, string Hash);

/// <summary>
/// Proves that the caller knows a shopper's password. Only verification creates a proof, and it is a different type from the
/// proof for staff.
/// </summary>
public sealed class ShopperProof
{
    ShopperProof(StoredShopperPassword proved, bool needsRehash)
    {
        Proved = proved;
        NeedsRehash = needsRehash;
    }

    internal StoredShopperPassword Proved { get; }

    /// <summary>True if the cost of the stored hash is lower than the configured one.</summary>
    internal bool NeedsRehash { get; }

    /// <summary>Verifies the password. This is slow, and takes as long for an unknown address.</summary>
    /// <param name="stored">Null for an unknown address.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="ct">Cancels the wait in the queue.</param>
    public static async Task<Result<ShopperProof>> ByPasswordAsync(
        PasswordHashingQueue hashing, StoredShopperPassword? stored, string? password, CancellationToken ct)
    {
        var verified = await hashing.VerifyAsync(stored?.Hash, password, ct);
        if (!verified.Succeeded)
            return verified.Problem;
        return verified.Value != PasswordVerificationResult.Failed && stored is not null
            ? new ShopperProof(stored, verified.Value == PasswordVerificationResult.SuccessRehashNeeded)
            : ShopperProblems.WrongCredentials;
    }
}
