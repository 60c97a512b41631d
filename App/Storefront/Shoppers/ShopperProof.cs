using App.Accounts;
using App.Platform;
using Microsoft.AspNetCore.Identity;

namespace App.Storefront;

/// <summary>What the database keeps of a shopper's password, as <see cref="FindShopperPassword"/> read it.</summary>
public sealed record StoredShopperPassword(Id<Shopper> ShopperId, string Hash);

/// <summary>Proof that someone knows a shopper's password. Made by nothing but the proving itself, and of another kind than staff's.</summary>
public sealed class ShopperProof
{
    ShopperProof(StoredShopperPassword proved, bool needsRehash) => (Proved, NeedsRehash) = (proved, needsRehash);

    internal StoredShopperPassword Proved { get; }

    /// <summary>Whether the stored hash is of a lower cost than the configured one.</summary>
    internal bool NeedsRehash { get; }

    /// <param name="desk">Verifies slowly, as long for an address that nobody has.</param>
    /// <param name="stored">Null for an unknown address.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="ct">Cancels the wait for a seat.</param>
    public static async Task<Result<ShopperProof>> ByPasswordAsync(PasswordDesk desk, StoredShopperPassword? stored, string? password, CancellationToken ct)
    {
        var verified = await desk.VerifyAsync(stored?.Hash, password, ct);
        if (!verified.Succeeded)
            return verified.Problem;
        return verified.Value != PasswordVerificationResult.Failed && stored is not null
            ? new ShopperProof(stored, verified.Value == PasswordVerificationResult.SuccessRehashNeeded)
            : ShopperProblems.WrongCredentials;
    }
}
