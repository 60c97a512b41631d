using App.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>
/// Reads and changes accounts for operations. It uses ASP.NET Core Identity's user manager with the operation's database
/// context, so the Gate saves its changes together with all others.
/// </summary>
public sealed class AccountStore(
    IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IOptions<IdentityOptions> options, IServiceProvider services,
    ILogger<UserManager<Account>> log)
{
    /// <summary>Makes other transactions that work on the same address wait until this transaction ends.</summary>
    public async Task LockAddressAsync(OperationContext context, string email, CancellationToken ct) =>
        await context.Db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({$"account {EmailAddress.KeyOf(email)}"}, 0))", ct);

    public async Task<Account?> FindByEmailAsync(OperationContext context, string email, CancellationToken ct)
    {
        var normalized = EmailAddress.KeyOf(email);
        return await context.Db.Accounts.SingleOrDefaultAsync(account => account.NormalizedEmail == normalized, ct);
    }

    public async Task<Account?> FindAsync(OperationContext context, Guid id, CancellationToken ct) =>
        await context.Db.Accounts.SingleOrDefaultAsync(account => account.Id == id, ct);

    /// <summary>Finds an account and locks its row until this transaction ends.</summary>
    public Task<Account?> LockAsync(OperationContext context, Guid id, CancellationToken ct) =>
        context.LockAsync(new Id<Account>(id), ct);

    /// <summary>
    /// Returns the number of failed attempts that lock the account: the strictest threshold of its organizations, or the
    /// default. An unknown address gets the default too.
    /// </summary>
    public Task<int> LockoutThresholdAsync(OperationContext context, Guid id, CancellationToken ct) =>
        context.Db.Database
            .SqlQuery<int>($"""select coalesce(platform.lockout_threshold({id}), {Lockout.DefaultThreshold}) as "Value" """)
            .SingleAsync(ct);

    /// <summary>Returns the organization that the calling session has selected.</summary>
    public async Task<Guid?> ChosenAsync(OperationContext context, CancellationToken ct)
    {
        var id = new Id<Session>(context.Actor.SessionId ?? Guid.Empty);
        return await context.Db.StaffSessions
            .Where(session => session.Id == id).Select(session => session.OrganizationId).SingleOrDefaultAsync(ct);
    }

    /// <summary>Returns the name of an account, or null.</summary>
    public static Task<string?> FindNameAsync(AppDb db, Guid id, CancellationToken ct) =>
        db.Accounts.Where(account => account.Id == id).Select(account => account.Name).SingleOrDefaultAsync(ct);

    /// <summary>Returns the names and addresses of several accounts by ID.</summary>
    public async Task<IReadOnlyDictionary<Guid, AccountView>> ViewsAsync(
        OperationContext context, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var accounts = await context.Db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).ToListAsync(ct);
        return accounts.ToDictionary(account => account.Id, AccountView.Of);
    }

    /// <summary>Returns how several accounts use the current organization and are protected, by account.</summary>
    public async Task<IReadOnlyDictionary<Guid, AccountAccess>> AccessAsync(
        OperationContext context, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var organization = context.Organization.Id;
        var now = context.Now;
        var sessions = await context.Db.StaffSessions
            .Where(row => row.OrganizationId == organization && ids.Contains(row.AccountId))
            .GroupBy(row => row.AccountId)
            .Select(group => new
            {
                Id = group.Key,
                LastSeenAt = group.Max(row => row.LastSeenAt),
                Open = group.Count(row => row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now),
            })
            .ToDictionaryAsync(row => row.Id, ct);
        var apps = context.Db.Authenticators.Where(row => row.ConfirmedAt != null).Select(row => row.AccountId);
        var withFactor = await apps.Union(context.Db.Passkeys.Select(row => row.AccountId))
            .Where(id => ids.Contains(id)).ToListAsync(ct);
        return ids.ToDictionary(id => id, id => sessions.TryGetValue(id, out var used)
            ? new AccountAccess(used.LastSeenAt, used.Open, withFactor.Contains(id))
            : new AccountAccess(null, 0, withFactor.Contains(id)));
    }

    /// <summary>
    /// Returns those of the accounts whose name or email address contains every word of the search, ordered by name.
    /// </summary>
    public async Task<IReadOnlyList<AccountView>> FindAsync(
        OperationContext context, IReadOnlyCollection<Guid> ids, string q, int most, CancellationToken ct)
    {
        var accounts = context.Db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id));
        foreach (var word in q.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(10))
            accounts = accounts.Where(account => Search.Folded(account.Name).Contains(Search.Folded(word))
                || Search.Folded(account.Email!).Contains(Search.Folded(word)));
        var found = await accounts.OrderBy(account => account.Name).ThenBy(account => account.Id).Take(most).ToListAsync(ct);
        return [.. found.Select(AccountView.Of)];
    }

    /// <summary>Creates an account whose address is not verified yet.</summary>
    public async Task<Account> RegisterAsync(OperationContext context, string name, string email, HashedPassword password)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(context.Now),
            Name = name.Trim(),
            Email = EmailAddress.Clean(email),
            UserName = EmailAddress.Clean(email),
            PasswordHash = password.Value,
            CreatedAt = context.Now,
        };
        ThrowIfFailed(await Manager(context).CreateAsync(account));
        return account;
    }

    /// <summary>
    /// Replaces the name and password of an account whose address was never verified, because someone signs up with the same
    /// address again.
    /// </summary>
    public async Task StartOverAsync(OperationContext context, Account account, string name, HashedPassword password)
    {
        account.Name = name.Trim();
        account.SetPassword(password.Value);
    }

    /// <summary>Marks the account's address as verified.</summary>
    public async Task ConfirmAsync(OperationContext context, Account account)
    {
        account.EmailConfirmed = true;
        ThrowIfFailed(await Manager(context).UpdateAsync(account));
    }

    /// <summary>
    /// Changes the security stamp. Earlier proofs of the account's password and its trusted browsers become invalid.
    /// </summary>
    public async Task RestampAsync(OperationContext context, Account account) =>
        ThrowIfFailed(await Manager(context).UpdateSecurityStampAsync(account));

    /// <summary>
    /// Gives the account an address that its owner has just verified. Returns false if another account has verified it before.
    /// </summary>
    public async Task<bool> MoveAsync(OperationContext context, Account account, string email, CancellationToken ct)
    {
        await LockAddressAsync(context, email, ct);
        if (await FindByEmailAsync(context, email, ct) is { } other && other.Id != account.Id)
        {
            if (other.EmailConfirmed)
                return false;
            other.Forget(context.Now); // the person who signed up with it never verified it
            await context.Db.SaveChangesAsync(ct); // the address must leave the unique index before it is used again
        }
        account.Email = email;
        account.UserName = email;
        account.EmailConfirmed = true;
        await RestampAsync(context, account);
        return true;
    }

    // A new manager for each operation, because its store uses the operation's context. Identity's own validators are left out:
    // the database keeps addresses unique, and PasswordRules and Checks validate input.
    internal UserManager<Account> Manager(OperationContext context) => new(
        new PasskeyStore(context.Db), options, hasher, [], [], normalizer, new IdentityErrorDescriber(), services, log);

    static void ThrowIfFailed(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Code)));
    }
}
