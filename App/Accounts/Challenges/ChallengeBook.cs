using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using App.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Mails challenges and takes them back, once.</summary>
public sealed class ChallengeBook(IDataProtectionProvider protection, Postbox postbox, Site site)
{
    /// <summary>So many for one account in <see cref="Window"/>; more are recorded nowhere and mailed to nobody.</summary>
    const int Most = 3;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    readonly IDataProtector protector = protection.CreateProtector("challenge key");

    /// <summary>
    /// Mails a code and a link to finish signing up, or, to an address that has a verified account, word that it has one. The caller
    /// learns nothing of which it was. The account's earlier challenges are void from here on.
    /// </summary>
    public async Task<Id<Challenge>> SendAsync(Pass pass, Account account, string? details, CancellationToken ct)
    {
        var purpose = account.EmailConfirmed ? ChallengePurpose.AlreadyRegistered : ChallengePurpose.SignUp;
        var id = Id<Challenge>.New(pass.Now);
        await PutAsync(pass, id, account, purpose, details, (code, token) => purpose == ChallengePurpose.SignUp
            ? new VerificationLetter(code, site.Link($"/verify/{token}"))
            : new AlreadyRegisteredLetter(site.Link("/login")), ct);
        return id;
    }

    /// <summary>Mails a code that proves the calling session's owner once more. False: there were too many of late, and none was sent.</summary>
    public Task<bool> SendStepUpAsync(Pass pass, Account account, CancellationToken ct) =>
        PutAsync(pass, Id<Challenge>.New(pass.Now), account, ChallengePurpose.StepUp, JsonSerializer.Serialize(StepUpDetails.Of(pass), Json.Options), (code, _) => new StepUpLetter(code), ct);

    /// <summary>Spends the calling session's own step-up code.</summary>
    public async Task<bool> RedeemStepUpAsync(Pass pass, string code, CancellationToken ct)
    {
        var (challenges, accountId) = (pass.Db.Challenges, pass.Actor.AccountId);
        var latest = await challenges.AsNoTracking().Where(row => row.AccountId == accountId && row.Purpose == ChallengePurpose.StepUp)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is not null && JsonSerializer.Deserialize<StepUpDetails>(latest.Details!, Json.Options) == StepUpDetails.Of(pass)
            && await RedeemCodeAsync(pass, latest.Id, ChallengePurpose.StepUp, code, ct) is not null;
    }

    /// <summary>Puts a challenge down and its letter into the box, unless there were too many of its kind of late. Earlier ones of its kind are void.</summary>
    async Task<bool> PutAsync(
        Pass pass, Id<Challenge> id, Account account, ChallengePurpose purpose, string? details, Func<string, string, ILetter> letter, CancellationToken ct)
    {
        var (challenges, since, now, accountId) = (pass.Db.Challenges, pass.Now - Window, pass.Now, account.Id);
        if (await challenges.CountAsync(row => row.AccountId == accountId && row.Purpose == purpose && row.CreatedAt > since, ct) >= Most)
            return false;
        await challenges.Where(row => row.AccountId == accountId && row.Purpose == purpose && row.UsedAt == null && row.VoidedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);

        var key = RandomNumberGenerator.GetBytes(32);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var token = Token.New();
        challenges.Add(new Challenge(id, accountId, purpose, protector.Protect(key), Mac(key, purpose, accountId, id, code), Token.HashOf(token), details, now));
        await postbox.PutAsync(pass, account.Email!, letter(code, token));
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
        if (challenge is null || challenge.Purpose != purpose)
            return null;
        var mac = Mac(protector.Unprotect(challenge.SealedKey), challenge.Purpose, challenge.AccountId, challenge.Id, code);
        if (!CryptographicOperations.FixedTimeEquals(mac, challenge.CodeMac))
            return null;
        challenge.Spend(pass.Now);
        return challenge;
    }

    /// <summary>The challenge that a mailed link stands for, locked and alive, but not spent yet.</summary>
    public async Task<Challenge?> FindLinkAsync(Pass pass, string token, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var challenge = (await pass.Db.Challenges.FromSql($"select * from platform.challenges where link_hash = {hash} for update").ToListAsync(ct)).SingleOrDefault();
        return challenge is { UsedAt: null, VoidedAt: null, Purpose: ChallengePurpose.SignUp } && challenge.ExpiresAt > pass.Now ? challenge : null;
    }

    /// <summary>A step-up code is good in the session alone that asked for it.</summary>
    sealed record StepUpDetails(Guid? SessionId)
    {
        public static StepUpDetails Of(Pass pass) => new(pass.Actor.SessionId);
    }

    static byte[] Mac(byte[] key, ChallengePurpose purpose, Guid account, Id<Challenge> id, string code) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}|{account:N}|{id}|{code}"));
}
