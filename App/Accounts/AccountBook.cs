using App.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>Accounts for operations: ASP.NET Core Identity's manager over the pass's context, saved with all else by the Gate.</summary>
public sealed class AccountBook(
    IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IOptions<IdentityOptions> options, IServiceProvider services, ILogger<UserManager<Account>> log)
{
    /// <summary>Holds back whoever else is working on the same address, until this transaction ends.</summary>
    public async Task LockAddressAsync(Pass pass, string email, CancellationToken ct) =>
        await pass.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"account {Normalize(email)}"}, 0))", ct);

    public async Task<Account?> FindByEmailAsync(Pass pass, string email, CancellationToken ct)
    {
        var (accounts, normalized) = (pass.Db.Accounts, Normalize(email));
        return await accounts.SingleOrDefaultAsync(account => account.NormalizedEmail == normalized, ct);
    }

    public async Task<Account?> FindAsync(Pass pass, Guid id, CancellationToken ct)
    {
        var accounts = pass.Db.Accounts;
        return await accounts.SingleOrDefaultAsync(account => account.Id == id, ct);
    }

    /// <summary>The same, held until this transaction ends.</summary>
    public async Task<Account?> LockAsync(Pass pass, Guid id, CancellationToken ct) =>
        (await pass.Db.Accounts.FromSql($"select * from platform.accounts where id = {id} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>How many wrong passwords lock it: of its organizations the strictest says. The same for an address that nobody has, who is in none.</summary>
    public Task<int> LockLimitAsync(Pass pass, Guid id, CancellationToken ct) =>
        pass.Db.Database.SqlQuery<int>($"""select coalesce(platform.lock_limit({id}), {Lockout.Failures}) as "Value" """).SingleAsync(ct);

    /// <summary>The organization that the caller's session has chosen.</summary>
    public async Task<Guid?> ChosenAsync(Pass pass, CancellationToken ct)
    {
        var (sessions, id) = (pass.Db.Sessions, new Id<Session>(pass.Actor.SessionId ?? Guid.Empty));
        return await sessions.Where(session => session.Id == id).Select(session => session.OrganizationId).SingleOrDefaultAsync(ct);
    }

    /// <summary>Names and addresses of several accounts at once, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, AccountView>> ViewsAsync(Pass pass, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var accounts = pass.Db.Accounts;
        return (await accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).ToListAsync(ct)).ToDictionary(account => account.Id, AccountView.Of);
    }

    /// <summary>A new account, whose address nobody has proved yet.</summary>
    public async Task<Account> RegisterAsync(Pass pass, string name, string email, HashedPassword password)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(pass.Now),
            Name = name.Trim(),
            Email = email.Trim(),
            UserName = email.Trim(),
            PasswordHash = password.Value,
            CreatedAt = pass.Now,
        };
        Sound(await Manager(pass).CreateAsync(account));
        return account;
    }

    /// <summary>Someone signs up anew with an address that was never proved: what the earlier attempt said no longer counts.</summary>
    public async Task StartOverAsync(Pass pass, Account account, string name, HashedPassword password)
    {
        (account.Name, account.PasswordHash) = (name.Trim(), password.Value);
        await RestampAsync(pass, account);
    }

    /// <summary>The address is proved to be its owner's.</summary>
    public async Task ConfirmAsync(Pass pass, Account account)
    {
        account.EmailConfirmed = true;
        Sound(await Manager(pass).UpdateAsync(account));
    }

    /// <summary>What was proved or remembered before is worthless from here on.</summary>
    public async Task RestampAsync(Pass pass, Account account) => Sound(await Manager(pass).UpdateSecurityStampAsync(account));

    /// <summary>Gives the account an address that its owner has just proved. False when somebody else has proved it before.</summary>
    public async Task<bool> MoveAsync(Pass pass, Account account, string email, CancellationToken ct)
    {
        await LockAddressAsync(pass, email, ct);
        if (await FindByEmailAsync(pass, email, ct) is { } other && other.Id != account.Id)
        {
            if (other.EmailConfirmed)
                return false;
            other.Forget(pass.Now); // signed up by someone who never proved it
            await pass.Db.SaveChangesAsync(ct); // makes room in the unique index
        }
        (account.Email, account.UserName, account.EmailConfirmed) = (email, email, true);
        await RestampAsync(pass, account);
        return true;
    }

    public string Normalize(string email) => normalizer.NormalizeEmail(email.Trim());

    // One for each pass: the manager's store is bound to the context. Addresses are unique by the database; ours are the only rules.
    internal UserManager<Account> Manager(Pass pass) => new(
        new PasskeyStore(pass.Db), options, hasher, [], [], normalizer, new IdentityErrorDescriber(), services, log);

    static void Sound(IdentityResult done)
    {
        if (!done.Succeeded)
            throw new InvalidOperationException(string.Join(' ', done.Errors.Select(error => error.Code)));
    }
}
