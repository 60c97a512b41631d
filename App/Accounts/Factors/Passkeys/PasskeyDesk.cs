using System.Text.Json;
using App.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>A passkey whose signature was verified in this very call. Made by the desk alone.</summary>
public sealed class VerifiedPasskey
{
    internal VerifiedPasskey(Account account, Passkey passkey) => (Account, Passkey) = (account, passkey);

    public Account Account { get; }
    public Passkey Passkey { get; }
}

/// <summary>
/// Puts challenges to passkeys and verifies what comes back, with ASP.NET Core Identity's handler. Domain and origin come from the
/// installation's own address, never from the request.
/// </summary>
public sealed class PasskeyDesk(AccountBook accounts, IOptions<IdentityPasskeyOptions> options)
{
    public const int LongestAnswer = 20_000;

    /// <param name="pass">The operation's.</param>
    /// <param name="purpose">What the answer will be good for.</param>
    /// <param name="account">Whose; null when the passkey is to tell.</param>
    public async Task<BegunCeremony> BeginAsync(Pass pass, PasskeyPurpose purpose, Account? account)
    {
        var handler = Handler(pass);
        string asked;
        string? state;
        if (purpose == PasskeyPurpose.Create)
        {
            var made = await handler.MakeCreationOptionsAsync(new() { Id = account!.Id.ToString(), Name = account.Email!, DisplayName = account.Name }, Nobody());
            (asked, state) = (made.CreationOptionsJson, made.AttestationState);
        }
        else
        {
            var made = await handler.MakeRequestOptionsAsync(account, Nobody());
            (asked, state) = (made.RequestOptionsJson, made.AssertionState);
        }
        var token = Token.New();
        pass.Db.PasskeyCeremonies.Add(PasskeyCeremony.Begin(purpose, account?.Id, token, state!, pass.Now));
        return new BegunCeremony(token, asked);
    }

    /// <summary>The new passkey that the browser made; null when it does not verify. The challenge is spent in any case.</summary>
    public async Task<UserPasskeyInfo?> VerifyNewAsync(Pass pass, string? token, string credential, CancellationToken ct)
    {
        if (await SpendAsync(pass, PasskeyPurpose.Create, token, ct) is not { } ceremony || !IsJson(credential))
            return null;
        var result = await Handler(pass).PerformAttestationAsync(new() { HttpContext = Nobody(), CredentialJson = credential, AttestationState = ceremony.State });
        return result.Succeeded && result.UserEntity.Id == pass.Actor.AccountId.ToString() ? result.Passkey : null;
    }

    /// <summary>Whose passkey answered, and which; null when it does not verify. The challenge is spent in any case.</summary>
    public async Task<VerifiedPasskey?> VerifyAsync(Pass pass, PasskeyPurpose purpose, string? token, string credential, CancellationToken ct)
    {
        if (await SpendAsync(pass, purpose, token, ct) is not { } ceremony || !IsJson(credential))
            return null;
        var result = await Handler(pass).PerformAssertionAsync(new() { HttpContext = Nobody(), CredentialJson = credential, AssertionState = ceremony.State });
        if (!result.Succeeded || (ceremony.AccountId is { } wanted && result.User.Id != wanted))
            return null;
        var (passkeys, id) = (pass.Db.Passkeys, result.Passkey.CredentialId);
        var passkey = await passkeys.SingleAsync(row => row.CredentialId == id, ct);
        passkey.Use(result.Passkey, pass.Now);
        return new VerifiedPasskey(result.User, passkey);
    }

    /// <summary>A challenge of the account that is signed in, or of nobody's at sign-in.</summary>
    static async Task<PasskeyCeremony?> SpendAsync(Pass pass, PasskeyPurpose purpose, string? token, CancellationToken ct)
    {
        var (hash, wanted, account) = (Token.HashOf(token ?? ""), purpose.ToString(), purpose == PasskeyPurpose.SignIn ? null : pass.Actor.AccountId);
        return (await pass.Db.PasskeyCeremonies.FromSql($"""
            update platform.passkey_ceremonies set used_at = {pass.Now}
            where token_hash = {hash} and purpose = {wanted} and account_id is not distinct from {account} and used_at is null and expires_at > {pass.Now}
            returning *
            """).AsNoTracking().ToListAsync(ct)).SingleOrDefault();
    }

    PasskeyHandler<Account> Handler(Pass pass) => new(accounts.Manager(pass), options);

    /// <summary>The handler wants a request to ask for domain and origin; ours are set, so it asks nothing.</summary>
    static DefaultHttpContext Nobody() => new();

    static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
