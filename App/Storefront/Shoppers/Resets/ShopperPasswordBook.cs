using System.Security.Cryptography;
using System.Text;
using App.Accounts;
using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Shoppers' forgotten passwords: mails the way to a new one, and lets each be used once. By the rules of staff's.</summary>
public sealed class ShopperPasswordBook(ChallengeSeal seal, ShopperBook shoppers, CustomerBook customers, Postbox postbox, Site site)
{
    const int Most = 3;

    /// <summary>Mails a code and a link; or, to an address that nobody buys with, word of that. The caller learns nothing of which it was.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="email">As typed.</param>
    /// <param name="held">What this browser holds: it stays good when too many were asked for of late.</param>
    /// <param name="byProgram">No browser holds it, so that there is no link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Id<ShopperChallenge>> AskAsync(Pass pass, string email, Id<ShopperChallenge>? held, bool byProgram, CancellationToken ct)
    {
        var (rows, hash, now, since) = (pass.Db.ShopperChallenges, HashOf(email), pass.Now, pass.Now - ChallengeBook.Window);
        await pass.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"shopper {pass.Organization.Id} {Shopper.Normalize(email)}"}, 0))", ct);
        var id = Id<ShopperChallenge>.New(now);
        var shopper = await FindAsync(pass, email, ct);
        var alike = rows.Where(row => row.RecipientHash == hash);
        if (await alike.CountAsync(row => row.CreatedAt > since, ct) >= Most)
            return held ?? id;

        await alike.Where(row => row.UsedAt == null && row.VoidedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);
        var (mailed, kept) = seal.Make(BoundTo(id, shopper?.Id));
        rows.Add(new ShopperChallenge(id, shopper?.Id, hash, kept, byProgram, now));
        var (organization, home) = (pass.Organization.Name, $"/s/{pass.Organization.Slug}");
        await postbox.PutAsync(pass, shopper?.Email ?? email.Trim(), shopper is null
            ? new NoShopperLetter(organization, site.Link(home))
            : new ShopperResetLetter(organization, mailed.Code, byProgram ? null : site.Link($"{home}/reset/{mailed.LinkToken}")));
        return id;
    }

    /// <summary>Whose it is, locked before anything of it is looked at; so that all who try for one shopper wait for each other.</summary>
    internal async Task<Shopper?> LockOwnerAsync(Pass pass, IQueryable<ShopperChallenge> of, CancellationToken ct) =>
        await of.Select(row => row.ShopperId).SingleOrDefaultAsync(ct) is { } id && await shoppers.LockAsync(pass, id, ct) is { WithdrawnAt: null } shopper ? shopper : null;

    /// <summary>Spends it if the code is its code. Each try counts; five in a quarter of an hour are all that a shopper has.</summary>
    internal async Task<bool> RedeemAsync(Pass pass, Id<ShopperChallenge> id, Shopper? owner, string code, CancellationToken ct)
    {
        var (rows, shopper, now, since) = (pass.Db.ShopperChallenges, owner?.Id, pass.Now, pass.Now - ChallengeBook.Window);
        if (await rows.Where(row => row.ShopperId == shopper && row.CreatedAt > since).SumAsync(row => row.Tries, ct) >= Challenge.MostTries && shopper is not null)
            return false;
        if (await rows.Where(row => row.Id == id && row.Tries < Challenge.MostTries && row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct) == 0)
            return false;
        var challenge = await rows.SingleAsync(row => row.Id == id, ct);
        if (challenge.ShopperId is null || !seal.Fits(challenge.SealedKey, challenge.CodeMac, BoundTo(id, challenge.ShopperId), code))
            return false;
        challenge.Spend(pass.Now);
        return owner is not null;
    }

    /// <summary>The new password counts; sessions, a lock and whatever the old one opened are over.</summary>
    internal async Task FinishAsync(Pass pass, Shopper shopper, HashedPassword password, CancellationToken ct)
    {
        shopper.ChangePassword(password.Value);
        var ended = await shoppers.EndSessionsAsync(pass, shopper.Id, ct);
        pass.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        pass.Note(shopper.Id.ToString(), shopper.Email, before: new { Sessions = ended });
        await postbox.PutAsync(pass, shopper.Email, new ShopperPasswordChangedLetter(pass.Organization.Name, site.Link($"/s/{pass.Organization.Slug}/forgot")));
    }

    internal static byte[] HashOf(string email) => SHA256.HashData(Encoding.UTF8.GetBytes(Shopper.Normalize(email)));

    /// <summary>Who may choose one: joined, not withdrawn, of a customer that may buy. Whether the last one still counts does not matter.</summary>
    async Task<Shopper?> FindAsync(Pass pass, string email, CancellationToken ct)
    {
        var normalized = Shopper.Normalize(email);
        var shopper = await pass.Db.Shoppers.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null && row.JoinedAt != null, ct);
        return shopper is not null && await customers.FindBuyerAsync(pass, shopper.CustomerId, ct) is not null ? shopper : null;
    }

    static string BoundTo(Id<ShopperChallenge> id, Id<Shopper>? shopper) => $"ShopperReset|{shopper?.Value ?? Guid.Empty:N}|{id}";
}
