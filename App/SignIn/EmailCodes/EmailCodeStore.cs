using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>Sends one-time codes and links by email, and redeems each once.</summary>
public sealed class EmailCodeStore<TRealm>(TRealm realm, OneTimeCodes oneTimeCodes, EmailOutbox outbox) where TRealm : SignInRealm
{
    /// <summary>
    /// Stores an email code and its email, unless the limit of emails is reached. Earlier email codes of the same purpose
    /// become invalid.
    /// </summary>
    /// <param name="login">The login; null for an address without one.</param>
    /// <param name="recipient">The address that the email is sent to.</param>
    /// <param name="email">Creates the email from the secret.</param>
    /// <returns>The email code; null if the limit is reached. Nothing was sent then.</returns>
    public async Task<EmailCode?> SendAsync(
        OperationContext context, EmailCodePurpose purpose, ILogin? login, string recipient, EmailCodeOptions options,
        Func<MailedSecret, EmailTemplate> email, CancellationToken ct)
    {
        var now = context.Now;
        var since = now - EmailCode.Window;
        var hash = HashOf(recipient);
        var similar = realm.EmailCodesTo(context.Db, login?.Key, hash).Where(row => row.Purpose == purpose);
        if (await similar.CountAsync(row => row.CreatedAt > since, ct) >= EmailCode.MaxEmails && !options.Unlimited)
            return null;
        await VoidAsync(similar.Where(row => row.UsedAt == null && row.VoidedAt == null), now, ct);

        var id = Id<EmailCode>.New(now);
        var (mailed, kept) = oneTimeCodes.Make(BoundTo(purpose, login?.Key, id));
        var code = realm.NewEmailCode(login);
        code.Fill(id, purpose, hash, kept, options, now);
        context.Db.Add(code);
        await outbox.PutAsync(context, recipient, email(mailed));
        return code;
    }

    /// <summary>
    /// Redeems an email code if the digits are right. It locks the login first, so concurrent attempts run one after the other,
    /// and counts each attempt: a login has five for one purpose in 15 minutes, in all browsers together.
    /// </summary>
    /// <returns>Null if it is refused, for whatever reason.</returns>
    public async Task<RedeemedCode?> RedeemAsync(
        OperationContext context, Id<EmailCode> id, EmailCodePurpose purpose, string digits, CancellationToken ct)
    {
        var codes = realm.EmailCodes(context.Db).Where(row => row.Id == id && row.Purpose == purpose);
        var owner = (await codes.AsNoTracking().SingleOrDefaultAsync(ct))?.OwnerId ?? Guid.Empty;
        var login = await realm.LockAsync(context, owner, ct);
        var now = context.Now;
        var since = now - EmailCode.Window;
        var attempts = await realm.EmailCodesOf(context.Db, owner)
            .Where(row => row.Purpose == purpose && row.CreatedAt > since).SumAsync(row => row.Tries, ct);
        if (attempts >= EmailCode.MaxAttempts)
            return null;
        var valid = codes.Where(row => row.Tries < EmailCode.MaxAttempts
            && row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now);
        if (await valid.ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct) == 0
            || login is null)
            return null;
        var code = await codes.SingleAsync(ct);
        if (!oneTimeCodes.Fits(code.EncryptedKey, code.CodeMac, BoundTo(purpose, owner, id), digits))
            return null;
        code.Use(now);
        return new(code, login);
    }

    /// <summary>
    /// Redeems the latest email code that the calling session requested for one of the purposes, if it is of the first one.
    /// </summary>
    public async Task<RedeemedCode?> RedeemOfSessionAsync(
        OperationContext context, EmailCodePurpose[] purposes, string digits, CancellationToken ct)
    {
        var latest = await realm.EmailCodesOf(context.Db, realm.CallerOf(context) ?? Guid.Empty).AsNoTracking()
            .Where(row => purposes.Contains(row.Purpose)).OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is not null && latest.SessionId == context.Actor.SessionId
            ? await RedeemAsync(context, latest.Id, purposes[0], digits, ct)
            : null;
    }

    /// <summary>
    /// Returns the valid email code of an emailed link and its login, with the row locked; null if there is none. The code is
    /// not used up yet.
    /// </summary>
    public async Task<RedeemedCode?> FindLinkAsync(
        OperationContext context, string token, EmailCodePurpose purpose, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var codes = realm.EmailCodes(context.Db).Where(row => row.LinkHash == hash);
        var owner = (await codes.AsNoTracking().SingleOrDefaultAsync(ct))?.OwnerId ?? Guid.Empty;
        if (await realm.LockAsync(context, owner, ct) is not { } login
            || await codes.SingleOrDefaultAsync(ct) is not { } code)
            return null;
        return code.IsValid(purpose, context.Now) ? new(code, login) : null;
    }

    /// <summary>Returns the last code for this address if a program requested it; otherwise an id that does not exist.</summary>
    public async Task<Id<EmailCode>> FindOfProgramAsync(
        OperationContext context, EmailCodePurpose purpose, string email, CancellationToken ct)
    {
        var hash = HashOf(email);
        var latest = await realm.EmailCodes(context.Db).AsNoTracking()
            .Where(row => row.RecipientHash == hash && row.Purpose == purpose)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return latest is { ByProgram: true } ? latest.Id : default;
    }

    /// <summary>Invalidates all email codes of a login.</summary>
    public Task VoidAllAsync(OperationContext context, ILogin login, CancellationToken ct) => VoidAsync(
        realm.EmailCodesOf(context.Db, login.Key).Where(row => row.UsedAt == null && row.VoidedAt == null), context.Now, ct);

    /// <summary>Erases the new addresses in the email codes of a login.</summary>
    public Task BlankAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        realm.EmailCodesOf(context.Db, login.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NewEmail, (string?)null), ct);

    static Task<int> VoidAsync(IQueryable<EmailCode> codes, DateTimeOffset now, CancellationToken ct) =>
        codes.ExecuteUpdateAsync(set => set.SetProperty(row => row.VoidedAt, now), ct);

    static byte[] HashOf(string recipient) => SHA256.HashData(Encoding.UTF8.GetBytes(SignInRealm.Normalize(recipient)));

    string BoundTo(EmailCodePurpose purpose, Guid? owner, Id<EmailCode> id) =>
        $"{realm.Name}|{purpose}|{owner ?? Guid.Empty:N}|{id}";
}
