using System.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Sends one-time codes and links by email, and redeems each once.</summary>
public sealed class EmailCodeStore(OneTimeCodes oneTimeCodes, AccountStore accounts, EmailOutbox outbox, PublicUrl publicUrl)
{
    /// <summary>
    /// The number of emails of one purpose to an account or address in <see cref="Window"/>. Further ones are neither stored
    /// nor sent.
    /// </summary>
    const int Most = 3;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Emails a code and a link to complete the sign-up. An address with a verified account gets an email that says so; the
    /// caller cannot tell which of the two was sent. Earlier email codes of the account become invalid.
    /// </summary>
    public async Task<Id<EmailCode>> SendAsync(OperationContext context, Account account, string? details, CancellationToken ct)
    {
        var purpose = account.EmailConfirmed ? EmailCodePurpose.AlreadyRegistered : EmailCodePurpose.SignUp;
        var id = Id<EmailCode>.New(context.Now);
        await PutAsync(context, id, purpose, account.Id, account.Email!, details, secret => purpose == EmailCodePurpose.SignUp
            ? new VerificationEmail { Code = secret.Code, Link = publicUrl.Link($"/verify/{secret.LinkToken}") }
            : new AlreadyRegisteredEmail { SignIn = publicUrl.Link("/login") }, ct);
        return id;
    }

    /// <summary>
    /// Emails a code that confirms the identity of the calling session's owner. Returns false, and sends nothing, if the limit
    /// of emails is reached.
    /// </summary>
    public Task<bool> SendStepUpAsync(OperationContext context, Account account, CancellationToken ct) => PutAsync(
        context, Id<EmailCode>.New(context.Now), EmailCodePurpose.StepUp, account.Id, account.Email!,
        SessionDetails.Write(context), secret => new StepUpEmail { Code = secret.Code }, ct);

    /// <summary>Redeems the step-up code that the calling session requested.</summary>
    public async Task<bool> RedeemStepUpAsync(OperationContext context, string code, CancellationToken ct) =>
        await FindOfSessionAsync(context, [EmailCodePurpose.StepUp], ct) is { } latest
        && await RedeemCodeAsync(context, latest.Id, EmailCodePurpose.StepUp, code, ct) is not null;

    /// <summary>
    /// Returns the latest email code of these purposes if the calling session requested it; null if another session did.
    /// </summary>
    internal static async Task<EmailCode?> FindOfSessionAsync(
        OperationContext context, EmailCodePurpose[] purposes, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId;
        var latest = await context.Db.EmailCodes.AsNoTracking()
            .Where(row => row.AccountId == accountId && purposes.Contains(row.Purpose))
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is not null && SessionDetails.Read(latest).SessionId == context.Actor.SessionId ? latest : null;
    }

    /// <summary>
    /// Stores an email code and its email, unless the limit of emails is reached. Earlier email codes of the same purpose
    /// become invalid.
    /// </summary>
    /// <param name="id">The id of the new email code.</param>
    /// <param name="accountId">The account; null for an address without an account.</param>
    /// <param name="recipient">The address that the email is sent to.</param>
    /// <param name="details">The data that the purpose needs.</param>
    /// <param name="email">Creates the email from the secret.</param>
    /// <param name="uncounted">True to ignore the limit, for emails that cannot be requested repeatedly.</param>
    /// <returns>False if the limit is reached. Nothing was sent then.</returns>
    internal async Task<bool> PutAsync(
        OperationContext context, Id<EmailCode> id, EmailCodePurpose purpose, Guid? accountId, string recipient, string? details,
        Func<MailedSecret, EmailTemplate> email, CancellationToken ct, bool uncounted = false)
    {
        var now = context.Now;
        var since = now - Window;
        var hash = HashOf(recipient);
        var similar = context.Db.EmailCodes.Where(row => row.Purpose == purpose
            && ((accountId != null && row.AccountId == accountId) || row.RecipientHash == hash));
        if (await similar.CountAsync(row => row.CreatedAt > since, ct) >= Most && !uncounted)
            return false;
        await similar.Where(row => row.UsedAt == null && row.VoidedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);

        var (mailed, kept) = oneTimeCodes.Make(BoundTo(purpose, accountId, id));
        context.Db.EmailCodes.Add(new EmailCode(id, purpose, accountId, hash, kept, details, now));
        await outbox.PutAsync(context, recipient, email(mailed));
        return true;
    }

    /// <summary>
    /// Redeems an email code if the digits are right. The same statement counts the attempt and checks that it is allowed.
    /// Returns null if it is refused, for whatever reason.
    /// </summary>
    public async Task<EmailCode?> RedeemCodeAsync(
        OperationContext context, Id<EmailCode> id, EmailCodePurpose purpose, string code, CancellationToken ct)
    {
        var emailCode = (await context.Db.EmailCodes.FromSql($"""
            update platform.email_codes set tries = tries + 1
            where id = {id.Value} and tries < {EmailCode.MostTries}
                and used_at is null and voided_at is null and expires_at > {context.Now}
            returning *
            """).ToListAsync(ct)).SingleOrDefault();
        if (emailCode is null || emailCode.Purpose != purpose)
            return null;
        var boundTo = BoundTo(purpose, emailCode.AccountId, id);
        if (!oneTimeCodes.Fits(emailCode.EncryptedKey, emailCode.CodeMac, boundTo, code))
            return null;
        emailCode.Spend(context.Now);
        return emailCode;
    }

    /// <summary>Returns the valid email code of an emailed link, with its row locked. It is not used up yet.</summary>
    public async Task<EmailCode?> FindLinkAsync(
        OperationContext context, string token, EmailCodePurpose purpose, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var found = await context.Db.EmailCodes
            .FromSql($"select * from platform.email_codes where link_hash = {hash} for update").ToListAsync(ct);
        var emailCode = found.SingleOrDefault();
        var isValid = emailCode is { UsedAt: null, VoidedAt: null }
            && emailCode.Purpose == purpose && emailCode.ExpiresAt > context.Now;
        return isValid ? emailCode : null;
    }

    /// <summary>Invalidates all email codes of an account.</summary>
    internal static async Task VoidAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        var now = context.Now;
        await context.Db.EmailCodes.Where(row => row.AccountId == accountId && row.UsedAt == null && row.VoidedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);
    }

    internal byte[] HashOf(string recipient) => SHA256.HashData(Encoding.UTF8.GetBytes(accounts.Normalize(recipient)));

    static string BoundTo(EmailCodePurpose purpose, Guid? account, Id<EmailCode> id) =>
        $"{purpose}|{account ?? Guid.Empty:N}|{id}";
}

/// <summary>The details of an email code that only the requesting session can redeem.</summary>
/// <param name="SessionId">The session that requested it.</param>
/// <param name="Email">The address to verify, if it is not the account's own.</param>
sealed record SessionDetails(Guid? SessionId, string? Email = null)
{
    public static string Write(OperationContext context, string? email = null) =>
        JsonSerializer.Serialize(new SessionDetails(context.Actor.SessionId, email), Json.Options);

    public static SessionDetails Read(EmailCode emailCode) =>
        JsonSerializer.Deserialize<SessionDetails>(emailCode.Details!, Json.Options)!;
}
