using System.Security.Cryptography;
using System.Text;
using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Mails challenges to shoppers and takes them back, once. By the rules of staff's <see cref="ChallengeBook"/>.</summary>
public sealed class ShopperChallengeBook(ChallengeSeal seal, Postbox postbox)
{
    const int Most = 3;

    /// <summary>Holds back whoever else is working on the same address at this storefront, until this transaction ends.</summary>
    internal static async Task LockAddressAsync(Pass pass, string email, CancellationToken ct) =>
        await pass.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"shopper {pass.Organization.Id} {Shopper.Normalize(email)}"}, 0))", ct);

    /// <summary>Puts a challenge down and its letter into the box, unless there were too many of its kind of late. Earlier ones of its kind are void.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="recipient">Where it is mailed.</param>
    /// <param name="make">The challenge, around what is kept of the secret.</param>
    /// <param name="letter">Written around the secret.</param>
    /// <param name="purpose">Its kind.</param>
    /// <param name="shopper">Whose; null for an address that nobody buys with.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null: there were too many, and none was sent.</returns>
    internal async Task<ShopperChallenge?> PutAsync(
        Pass pass, ShopperChallengePurpose purpose, Id<Shopper>? shopper, string recipient, Func<Made, ShopperChallenge> make, Func<MailedSecret, ILetter> letter, CancellationToken ct)
    {
        var (rows, hash, now, since) = (pass.Db.ShopperChallenges, HashOf(recipient), pass.Now, pass.Now - ChallengeBook.Window);
        var alike = rows.Where(row => row.Purpose == purpose && ((shopper != null && row.ShopperId == shopper) || row.RecipientHash == hash));
        if (await alike.CountAsync(row => row.CreatedAt > since, ct) >= Most)
            return null;
        await alike.Where(row => row.UsedAt == null && row.VoidedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);

        var id = Id<ShopperChallenge>.New(now);
        var (mailed, kept) = seal.Make(BoundTo(purpose, id, shopper));
        var challenge = make(new(id, hash, kept));
        rows.Add(challenge);
        await postbox.PutAsync(pass, recipient, letter(mailed));
        return challenge;
    }

    /// <summary>What a challenge is made of.</summary>
    internal sealed record Made(Id<ShopperChallenge> Id, byte[] RecipientHash, SealedSecret Kept);

    /// <summary>Spends it if the code is its code. Each try counts; five in a quarter of an hour are all that a shopper has for one purpose.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="id">Which.</param>
    /// <param name="purpose">What it has to be for.</param>
    /// <param name="owner">Locked, so that all who try for one shopper wait for each other; null for nobody's.</param>
    /// <param name="code">As typed.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<ShopperChallenge?> RedeemAsync(Pass pass, Id<ShopperChallenge> id, ShopperChallengePurpose purpose, Shopper? owner, string code, CancellationToken ct)
    {
        var (rows, shopper, now, since) = (pass.Db.ShopperChallenges, owner?.Id, pass.Now, pass.Now - ChallengeBook.Window);
        if (await rows.Where(row => row.ShopperId == shopper && row.Purpose == purpose && row.CreatedAt > since).SumAsync(row => row.Tries, ct) >= Challenge.MostTries && shopper is not null)
            return null;
        if (await rows.Where(row => row.Id == id && row.Purpose == purpose && row.Tries < Challenge.MostTries && row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct) == 0)
            return null;
        var challenge = await rows.SingleAsync(row => row.Id == id, ct);
        if (challenge.ShopperId is null || challenge.ShopperId != shopper || !seal.Fits(challenge.SealedKey, challenge.CodeMac, BoundTo(purpose, id, shopper), code))
            return null;
        challenge.Spend(pass.Now);
        return challenge;
    }

    /// <summary>Whatever was mailed to a shopper opens nothing from here on, and the addresses that were to be proved are blanked.</summary>
    internal static async Task VoidAsync(Pass pass, Id<Shopper> shopper, CancellationToken ct)
    {
        var now = pass.Now;
        await pass.Db.ShopperChallenges.Where(row => row.ShopperId == shopper)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, row => row.VoidedAt ?? now).SetProperty(row => row.NewEmail, (string?)null), ct);
    }

    internal static byte[] HashOf(string email) => SHA256.HashData(Encoding.UTF8.GetBytes(Shopper.Normalize(email)));

    static string BoundTo(ShopperChallengePurpose purpose, Id<ShopperChallenge> id, Id<Shopper>? shopper) => $"Shopper{purpose}|{shopper?.Value ?? Guid.Empty:N}|{id}";
}
