using System.Text;
using System.Security.Cryptography;
using System.Text.Json;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Mails challenges and takes them back, once.</summary>
public sealed class ChallengeBook(ChallengeSeal seal, AccountBook accounts, Postbox postbox, Site site)
{
    /// <summary>So many for one account or address in <see cref="Window"/>; more are recorded nowhere and mailed to nobody.</summary>
    const int Most = 3;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Mails a code and a link to finish signing up, or, to an address that has a verified account, word that it has one. The caller
    /// learns nothing of which it was. The account's earlier challenges are void from here on.
    /// </summary>
    public async Task<Id<Challenge>> SendAsync(Pass pass, Account account, string? details, CancellationToken ct)
    {
        var purpose = account.EmailConfirmed ? ChallengePurpose.AlreadyRegistered : ChallengePurpose.SignUp;
        var id = Id<Challenge>.New(pass.Now);
        await PutAsync(pass, id, purpose, account.Id, account.Email!, details, secret => purpose == ChallengePurpose.SignUp
            ? new VerificationLetter(secret.Code, site.Link($"/verify/{secret.LinkToken}"))
            : new AlreadyRegisteredLetter(site.Link("/login")), ct);
        return id;
    }

    /// <summary>Mails a code that proves the calling session's owner once more. False: there were too many of late, and none was sent.</summary>
    public Task<bool> SendStepUpAsync(Pass pass, Account account, CancellationToken ct) => PutAsync(
        pass, Id<Challenge>.New(pass.Now), ChallengePurpose.StepUp, account.Id, account.Email!, SessionDetails.Write(pass), secret => new StepUpLetter(secret.Code), ct);

    /// <summary>Spends the calling session's own step-up code.</summary>
    public async Task<bool> RedeemStepUpAsync(Pass pass, string code, CancellationToken ct) =>
        await FindOfSessionAsync(pass, [ChallengePurpose.StepUp], ct) is { } latest && await RedeemCodeAsync(pass, latest.Id, ChallengePurpose.StepUp, code, ct) is not null;

    /// <summary>The latest of these purposes that the calling session asked for itself; nothing when another session has asked since.</summary>
    internal static async Task<Challenge?> FindOfSessionAsync(Pass pass, ChallengePurpose[] purposes, CancellationToken ct)
    {
        var (challenges, accountId) = (pass.Db.Challenges, pass.Actor.AccountId);
        var latest = await challenges.AsNoTracking().Where(row => row.AccountId == accountId && purposes.Contains(row.Purpose)).OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is not null && SessionDetails.Read(latest).SessionId == pass.Actor.SessionId ? latest : null;
    }

    /// <summary>Puts a challenge down and its letter into the box, unless there were too many of its kind of late. Earlier ones of its kind are void.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="id">The new one's.</param>
    /// <param name="purpose">Its kind.</param>
    /// <param name="accountId">Whose; null for an address that nobody has.</param>
    /// <param name="recipient">Where it is mailed.</param>
    /// <param name="details">What its purpose needs to remember.</param>
    /// <param name="letter">Written around the secret.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="uncounted">For what cannot be asked for over and over.</param>
    internal async Task<bool> PutAsync(
        Pass pass, Id<Challenge> id, ChallengePurpose purpose, Guid? accountId, string recipient, string? details, Func<MailedSecret, ILetter> letter, CancellationToken ct, bool uncounted = false)
    {
        var (since, now, hash) = (pass.Now - Window, pass.Now, HashOf(recipient));
        var alike = pass.Db.Challenges.Where(row => row.Purpose == purpose && ((accountId != null && row.AccountId == accountId) || row.RecipientHash == hash));
        if (await alike.CountAsync(row => row.CreatedAt > since, ct) >= Most && !uncounted)
            return false;
        await alike.Where(row => row.UsedAt == null && row.VoidedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);

        var (mailed, kept) = seal.Make(BoundTo(purpose, accountId, id));
        pass.Db.Challenges.Add(new Challenge(id, purpose, accountId, hash, kept, details, now));
        await postbox.PutAsync(pass, recipient, letter(mailed));
        return true;
    }

    /// <summary>Spends the challenge if the code is its code. Each try counts, in the statement that allows it; null means refused, whatever the reason.</summary>
    public async Task<Challenge?> RedeemCodeAsync(Pass pass, Id<Challenge> id, ChallengePurpose purpose, string code, CancellationToken ct)
    {
        var challenge = (await pass.Db.Challenges.FromSql($"""
            update platform.challenges set tries = tries + 1
            where id = {id.Value} and tries < {Challenge.MostTries} and used_at is null and voided_at is null and expires_at > {pass.Now}
            returning *
            """).ToListAsync(ct)).SingleOrDefault();
        if (challenge is null || challenge.Purpose != purpose || !seal.Fits(challenge.SealedKey, challenge.CodeMac, BoundTo(purpose, challenge.AccountId, id), code))
            return null;
        challenge.Spend(pass.Now);
        return challenge;
    }

    /// <summary>The challenge that a mailed link stands for, locked and alive, but not spent yet.</summary>
    public async Task<Challenge?> FindLinkAsync(Pass pass, string token, ChallengePurpose purpose, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var challenge = (await pass.Db.Challenges.FromSql($"select * from platform.challenges where link_hash = {hash} for update").ToListAsync(ct)).SingleOrDefault();
        return challenge is { UsedAt: null, VoidedAt: null } && challenge.Purpose == purpose && challenge.ExpiresAt > pass.Now ? challenge : null;
    }

    /// <summary>Whatever was mailed to an account opens nothing from here on.</summary>
    internal static async Task VoidAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var (challenges, now) = (pass.Db.Challenges, pass.Now);
        await challenges.Where(row => row.AccountId == accountId && row.UsedAt == null && row.VoidedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);
    }

    internal byte[] HashOf(string recipient) => SHA256.HashData(Encoding.UTF8.GetBytes(accounts.Normalize(recipient)));

    static string BoundTo(ChallengePurpose purpose, Guid? account, Id<Challenge> id) => $"{purpose}|{account ?? Guid.Empty:N}|{id}";
}

/// <summary>What is remembered of a challenge that is good in the session alone that asked for it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Email">The address to be proved, where it is another than the account's.</param>
sealed record SessionDetails(Guid? SessionId, string? Email = null)
{
    public static string Write(Pass pass, string? email = null) => JsonSerializer.Serialize(new SessionDetails(pass.Actor.SessionId, email), Json.Options);

    public static SessionDetails Read(Challenge challenge) => JsonSerializer.Deserialize<SessionDetails>(challenge.Details!, Json.Options)!;
}
