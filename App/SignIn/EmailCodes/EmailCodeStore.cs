using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>Sends one-time codes and links by email, and redeems each once.</summary>
public sealed class EmailCodeStore<TRealm>(TRealm realm, OneTimeCodes oneTimeCodes, EmailOutbox outbox) where TRealm : SignInRealm
{
    /// <summary>
    /// Stores an email code and its email. The one that the same browser or session requested before becomes invalid; those of
    /// others stay valid, because anyone can request one. If the email is withheld (<see cref="EmailCodePacing"/>), the browser
    /// keeps the code that it has, or can use one that was sent to the address just before.
    /// </summary>
    /// <param name="login">The login; null for an address without one.</param>
    /// <param name="recipient">The address that the email is sent to.</param>
    /// <param name="email">Creates the email from the secret.</param>
    /// <returns>The email code; null if it was withheld from a program or a session.</returns>
    public async Task<EmailCode?> SendAsync(
        OperationContext context, EmailCodePurpose purpose, ILogin? login, string recipient, EmailCodeOptions options,
        Func<MailedSecret, EmailTemplate> email, CancellationToken ct)
    {
        var hash = HashOf(recipient);
        var similar = SimilarTo(context, purpose, login, hash, options);
        var held = await FindHeldAsync(context, similar, options, ct);
        if (await EmailCodePacing.WithholdsAsync(similar, options, context.Now, ct))
        {
            if (options.ByProgram || options.SessionId is not null)
                return null;
            return held ?? Add(context, purpose, login, hash, options with { Withheld = true }, out _);
        }
        foreach (var replaced in await ReplacedAsync(similar, held, options, ct))
            replaced.Void(context.Now);

        var omitsCode = options is { Unlimited: false, SessionId: null }
            && await EmailCodePacing.OmitsCodeAsync(similar, context.Now, ct);
        var code = Add(context, purpose, login, hash, options, out var secret);
        if (omitsCode)
            code.OmitCode();
        await outbox.PutAsync(context, recipient, email(omitsCode ? secret with { Code = null } : secret));
        return code;
    }

    /// <summary>
    /// Returns the codes that count together: those for a session count for its login only, so that other people cannot use up
    /// the emails to a new address.
    /// </summary>
    IQueryable<EmailCode> SimilarTo(
        OperationContext context, EmailCodePurpose purpose, ILogin? login, byte[] recipientHash, EmailCodeOptions options)
    {
        var counted = options.SessionId is not null
            ? realm.EmailCodesOf(context.Db, login?.Key ?? Guid.Empty)
            : realm.EmailCodesTo(context.Db, login?.Key, recipientHash);
        return counted.Where(row => row.Purpose == purpose);
    }

    /// <summary>Returns the valid code that this browser requested before and whose email was sent.</summary>
    static async Task<EmailCode?> FindHeldAsync(
        OperationContext context, IQueryable<EmailCode> similar, EmailCodeOptions options, CancellationToken ct)
    {
        if (options.Held is not { } id)
            return null;
        var found = await similar.SingleOrDefaultAsync(row => row.Id == id && !row.Withheld, ct);
        return found?.IsValid(found.Purpose, context.Now) == true ? found : null;
    }

    static async Task<IReadOnlyList<EmailCode>> ReplacedAsync(
        IQueryable<EmailCode> similar, EmailCode? held, EmailCodeOptions options, CancellationToken ct)
    {
        if (options.SessionId is { } session)
            return await similar.Where(row => row.SessionId == session && row.UsedAt == null && row.VoidedAt == null)
                .ToListAsync(ct);
        return held is null ? [] : [held];
    }

    EmailCode Add(
        OperationContext context, EmailCodePurpose purpose, ILogin? login, byte[] recipientHash, EmailCodeOptions options,
        out MailedSecret secret)
    {
        var id = Id<EmailCode>.New(context.Now);
        (secret, var kept) = oneTimeCodes.Make(BoundTo(purpose, login?.Key, id));
        var code = realm.NewEmailCode(login);
        code.Fill(id, purpose, recipientHash, kept, options, context.Now);
        context.Db.Add(code);
        return code;
    }

    /// <summary>
    /// Redeems an email code if the digits are right. It locks the login first, so concurrent attempts run one after the other,
    /// and counts each attempt. The attempts of one browser or program do not count for those of another.
    /// </summary>
    /// <param name="id">What the browser, program or session requested.</param>
    /// <returns>Null if it is refused, for whatever reason.</returns>
    public async Task<RedeemedCode?> RedeemAsync(
        OperationContext context, Id<EmailCode> id, EmailCodePurpose purpose, string digits, CancellationToken ct)
    {
        var codes = realm.EmailCodes(context.Db).Where(row => row.Id == id && row.Purpose == purpose);
        if (await LockOwnerAsync(context, codes, ct) is not { } login
            || await codes.SingleOrDefaultAsync(ct) is not { } held || !held.IsValid(purpose, context.Now))
            return null;
        if (held.Withheld)
        {
            if (await RedeemSharedAsync(context, login, purpose, byProgram: false, digits, ct) is null)
                return null;
        }
        else if (!held.Try() || !Fits(held, digits))
            return null;
        held.Use(context.Now);
        return new(held, login);
    }

    /// <summary>
    /// Redeems a code that a program requested for this address, if it does not say which one. Any program can do that, so the
    /// attempts are counted apart from those of a program that says it.
    /// </summary>
    public async Task<RedeemedCode?> RedeemOfProgramAsync(
        OperationContext context, EmailCodePurpose purpose, string email, string digits, CancellationToken ct)
    {
        var hash = HashOf(email);
        var codes = realm.EmailCodes(context.Db)
            .Where(row => row.RecipientHash == hash && row.Purpose == purpose && row.ByProgram);
        return await LockOwnerAsync(context, codes, ct) is { } login
            && await RedeemSharedAsync(context, login, purpose, byProgram: true, digits, ct) is { } code
            ? new(code, login)
            : null;
    }

    /// <summary>Locks the login of the last one of these codes; null if it has none.</summary>
    async Task<ILogin?> LockOwnerAsync(OperationContext context, IQueryable<EmailCode> codes, CancellationToken ct)
    {
        var last = await codes.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return await realm.LockAsync(context, last?.OwnerId ?? Guid.Empty, ct);
    }

    /// <summary>Tries the digits for each code of the login that others requested, and uses up the one that fits.</summary>
    async Task<EmailCode?> RedeemSharedAsync(
        OperationContext context, ILogin login, EmailCodePurpose purpose, bool byProgram, string digits, CancellationToken ct)
    {
        var now = context.Now;
        var valid = await realm.EmailCodesOf(context.Db, login.Key)
            .Where(row => row.Purpose == purpose && row.ByProgram == byProgram && !row.Withheld
                && row.UsedAt == null && row.VoidedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.Id).ToListAsync(ct);
        var fitting = valid.Where(code => code.TryShared()).ToList().Find(code => Fits(code, digits));
        fitting?.Use(now);
        return fitting;
    }

    bool Fits(EmailCode code, string digits) =>
        code.HasCode && oneTimeCodes.Fits(
        code.EncryptedKey, code.CodeMac, BoundTo(code.Purpose, code.OwnerId, code.Id), OneTimeCodes.DigitsIn(digits));

    /// <summary>
    /// Redeems the latest email code that the calling session requested for one of the purposes, if it is of the first one. A
    /// login has five attempts for one purpose in 15 minutes, in all sessions together.
    /// </summary>
    public async Task<RedeemedCode?> RedeemOfSessionAsync(
        OperationContext context, EmailCodePurpose[] purposes, string digits, CancellationToken ct)
    {
        var caller = realm.CallerOf(context) ?? Guid.Empty;
        var session = context.Actor.SessionId;
        var ofLogin = realm.EmailCodesOf(context.Db, caller).AsNoTracking().Where(row => purposes.Contains(row.Purpose));
        var latest = await ofLogin.Where(row => row.SessionId != null && row.SessionId == session)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        if (latest is null)
            return null;
        await realm.LockAsync(context, caller, ct); // so the attempts of concurrent calls are counted one after the other
        var since = context.Now - EmailCode.Window;
        var attempts = await ofLogin.Where(row => row.Purpose == purposes[0] && row.CreatedAt > since)
            .SumAsync(row => row.Tries, ct);
        return attempts < EmailCode.MaxAttempts ? await RedeemAsync(context, latest.Id, purposes[0], digits, ct) : null;
    }

    /// <summary>
    /// Returns the valid email code of an emailed link and its login, with the row locked; null if there is none. It works in the
    /// browser that requested it, and in one whose own email was withheld. The code is not used up yet.
    /// </summary>
    /// <param name="heldHere">What this browser requested.</param>
    public async Task<OpenedLink?> FindLinkAsync(
        OperationContext context, string token, EmailCodePurpose purpose, Id<EmailCode>? heldHere, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var codes = realm.EmailCodes(context.Db).Where(row => row.LinkHash == hash && !row.Withheld);
        if (await LockOwnerAsync(context, codes, ct) is not { } login
            || await codes.SingleOrDefaultAsync(ct) is not { } mailed || !mailed.IsValid(purpose, context.Now))
            return null;
        if (mailed.Id == heldHere)
            return new(mailed, mailed, login);
        var id = heldHere ?? default;
        var held = await realm.EmailCodesOf(context.Db, login.Key).SingleOrDefaultAsync(row => row.Id == id && row.Withheld, ct);
        return new(mailed, held?.IsValid(purpose, context.Now) == true ? held : null, login);
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

    static byte[] HashOf(string recipient) => SHA256.HashData(Encoding.UTF8.GetBytes(EmailAddress.KeyOf(recipient)));

    string BoundTo(EmailCodePurpose purpose, Guid? owner, Id<EmailCode> id) =>
        $"{realm.Name}|{purpose}|{owner ?? Guid.Empty:N}|{id}";
}
