using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>Records changes of email addresses and undoes them for the reader of the previous address.</summary>
public sealed class EmailChanges<TRealm>(TRealm realm, KnownDevices<TRealm> devices, EmailCodeStore<TRealm> emailCodes)
    where TRealm : SignInRealm
{
    /// <summary>Records a change.</summary>
    /// <param name="login">The login, which already has its new address.</param>
    /// <returns>The token of the link for the previous address.</returns>
    public string Record(OperationContext context, ILogin login, string previous)
    {
        var token = Token.New();
        var change = realm.NewEmailChange(login);
        change.Fill(previous, Token.HashOf(token), context.Now);
        context.Db.Add(change);
        return token;
    }

    /// <summary>Returns the change that an emailed link undoes; null if the link is not valid or has expired.</summary>
    public async Task<EmailChange?> FindByLinkAsync(OperationContext context, string? link, CancellationToken ct)
    {
        if (link is not { Length: Token.Length })
            return null;
        var hash = Token.HashOf(link);
        var now = context.Now;
        return await realm.EmailChanges(context.Db)
            .SingleOrDefaultAsync(row => row.LinkHash == hash && row.UndoneAt == null && row.ExpiresAt > now, ct);
    }

    /// <summary>
    /// Returns the address for recovery: the first of those that the login had in the last seven days, otherwise its own. So the
    /// new address cannot reset the password before the previous one had time to undo the change.
    /// </summary>
    public async Task<string> RecoveryAddressAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        await OpenAsync(context, login, ct) is [var first, ..] ? first.PreviousEmail : login.Email!;

    /// <summary>
    /// Returns the time until which the login's own address cannot reset the password; null if it can.
    /// </summary>
    public async Task<DateTimeOffset?> ResetsPausedUntilAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        await OpenAsync(context, login, ct) is [.., var last] ? last.ExpiresAt : null;

    /// <summary>
    /// Returns the change that took an address from the login and can still be undone; null if there is none.
    /// </summary>
    public async Task<EmailChange?> FindFromAsync(OperationContext context, ILogin login, string address, CancellationToken ct) =>
        (await OpenAsync(context, login, ct)).FirstOrDefault(change => EmailAddress.AreSame(change.PreviousEmail, address));

    /// <summary>
    /// Gives the login its previous address back and takes away what was proved since: second factors, known and trusted devices,
    /// codes, and later changes of the address. The caller ends the sessions by resetting the password.
    /// </summary>
    /// <param name="login">The login, with its row locked.</param>
    /// <returns>False if another login has the address by now.</returns>
    public async Task<bool> UndoAsync(OperationContext context, ILogin login, EmailChange change, CancellationToken ct)
    {
        if (!await realm.MoveAsync(context, login, change.PreviousEmail, ct))
            return false;
        // the same proof could add a factor before it changed the address
        var since = change.ChangedAt - Actor.Fresh;
        await realm.RemoveFactorsSinceAsync(context, login, since, ct);
        await devices.ForgetSinceAsync(context, login, since, ct);
        await emailCodes.VoidAllAsync(context, login, ct);
        foreach (var undone in await OpenAsync(context, login, ct))
            if (undone.ChangedAt >= change.ChangedAt)
                undone.Undo(context.Now);
        return true;
    }

    /// <summary>Returns the addresses that the login had before, as long as they are stored.</summary>
    public async Task<IReadOnlyList<string>> PreviousAddressesAsync(
        OperationContext context, ILogin login, CancellationToken ct) =>
        await realm.EmailChangesOf(context.Db, login.Key).Select(row => row.PreviousEmail).ToListAsync(ct);

    /// <summary>Deletes the previous addresses of a login that is being deleted.</summary>
    public Task ForgetAllAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        realm.EmailChangesOf(context.Db, login.Key).ExecuteDeleteAsync(ct);

    /// <summary>Returns the changes that can still be undone, the oldest first.</summary>
    async Task<IReadOnlyList<EmailChange>> OpenAsync(OperationContext context, ILogin login, CancellationToken ct)
    {
        var now = context.Now;
        var open = await realm.EmailChangesOf(context.Db, login.Key)
            .Where(row => row.UndoneAt == null && row.ExpiresAt > now).OrderBy(row => row.Id).ToListAsync(ct);
        return open.FindAll(change => change.UndoneAt is null); // undone in this transaction
    }
}
