using System.Text.Json;
using App.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>A passkey whose signature was verified in this call. Only <see cref="PasskeyVerifier"/> creates one.</summary>
public sealed class VerifiedPasskey : ISignInEvidence
{
    internal VerifiedPasskey(Account account, Passkey passkey, OperationContext context)
    {
        this.context = context;
        Account = account;
        Passkey = passkey;
    }

    readonly OperationContext context;

    public Account Account { get; }
    public Passkey Passkey { get; }

    Guid ISignInEvidence.Login => Account.Id;

    bool ISignInEvidence.SignsUp => false;

    bool ISignInEvidence.WasVerifiedIn(OperationContext context) => ReferenceEquals(context, this.context);
}

/// <summary>
/// Creates challenges for passkeys and verifies the responses, with ASP.NET Core Identity's handler. The domain and origin come
/// from the installation's own URL, never from the request.
/// </summary>
public sealed class PasskeyVerifier(AccountStore accounts, IOptions<IdentityPasskeyOptions> options)
{
    public const int LongestAnswer = 20_000;

    /// <param name="purpose">The purpose that the response can be used for.</param>
    /// <param name="account">The account; null if the passkey identifies it.</param>
    public async Task<BegunCeremony> BeginAsync(OperationContext context, PasskeyPurpose purpose, Account? account)
    {
        var handler = Handler(context);
        string json;
        string? state;
        if (purpose == PasskeyPurpose.Create)
        {
            var user = new PasskeyUserEntity
            {
                Id = account!.Id.ToString(),
                Name = account.Email!,
                DisplayName = account.Name,
            };
            var created = await handler.MakeCreationOptionsAsync(user, EmptyRequest());
            json = created.CreationOptionsJson;
            state = created.AttestationState;
        }
        else
        {
            var created = await handler.MakeRequestOptionsAsync(account, EmptyRequest());
            json = created.RequestOptionsJson;
            state = created.AssertionState;
        }
        var token = Token.New();
        context.Db.PasskeyCeremonies.Add(PasskeyCeremony.Begin(purpose, account?.Id, token, state!, context.Now));
        return new BegunCeremony(token, json);
    }

    /// <summary>
    /// Returns the new passkey that the browser created; null if it cannot be verified. The challenge is used up in both cases.
    /// </summary>
    public async Task<UserPasskeyInfo?> VerifyNewAsync(
        OperationContext context, string? token, string credential, CancellationToken ct)
    {
        if (await SpendAsync(context, PasskeyPurpose.Create, token, ct) is not { } ceremony || !IsJson(credential))
            return null;
        var result = await Handler(context).PerformAttestationAsync(new()
        {
            HttpContext = EmptyRequest(),
            CredentialJson = credential,
            AttestationState = ceremony.State,
        });
        return result.Succeeded && result.UserEntity.Id == context.Actor.AccountId.ToString() ? result.Passkey : null;
    }

    /// <summary>
    /// Returns the passkey that responded, and its account; null if it cannot be verified. The challenge is used up in both
    /// cases.
    /// </summary>
    public async Task<VerifiedPasskey?> VerifyAsync(
        OperationContext context, PasskeyPurpose purpose, string? token, string credential, CancellationToken ct)
    {
        if (await SpendAsync(context, purpose, token, ct) is not { } ceremony || !IsJson(credential))
            return null;
        var result = await Handler(context).PerformAssertionAsync(new()
        {
            HttpContext = EmptyRequest(),
            CredentialJson = credential,
            AssertionState = ceremony.State,
        });
        if (!result.Succeeded || (ceremony.AccountId is { } accountId && result.User.Id != accountId))
        {
            await ReportRefusalAsync(context, purpose, credential, ct);
            return null;
        }
        var id = result.Passkey.CredentialId;
        var passkey = await context.Db.Passkeys.SingleAsync(row => row.CredentialId == id, ct);
        passkey.Use(result.Passkey, context.Now);
        return new VerifiedPasskey(result.User, passkey, context);
    }

    /// <summary>
    /// Reports a sign-in with a passkey that is known but could not be verified. A step-up is reported by its operation, which
    /// knows the account.
    /// </summary>
    static async Task ReportRefusalAsync(
        OperationContext context, PasskeyPurpose purpose, string credential, CancellationToken ct)
    {
        if (purpose != PasskeyPurpose.SignIn || IdIn(credential) is not { } id)
            return;
        var owner = await (
            from passkey in context.Db.Passkeys
            join account in context.Db.Accounts on passkey.AccountId equals account.Id
            where passkey.CredentialId == id
            select account).AsNoTracking().SingleOrDefaultAsync(ct);
        if (owner is not null)
            SecondFactors.ReportRefusal(context, owner);
    }

    /// <summary>Returns the id of the passkey that a response names; null if it is not readable.</summary>
    static byte[]? IdIn(string credential)
    {
        try
        {
            using var read = JsonDocument.Parse(credential);
            return read.RootElement.TryGetProperty("id", out var id) && id.GetString() is { } text
                ? System.Buffers.Text.Base64Url.DecodeFromChars(text)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Uses up a challenge: one of the signed-in account or, for a sign-in, one without an account.</summary>
    static async Task<PasskeyCeremony?> SpendAsync(
        OperationContext context, PasskeyPurpose purpose, string? token, CancellationToken ct)
    {
        var hash = Token.HashOf(token ?? "");
        var wanted = purpose.ToString();
        var account = purpose == PasskeyPurpose.SignIn ? null : context.Actor.AccountId;
        return (await context.Db.PasskeyCeremonies.FromSql($"""
            update platform.passkey_ceremonies set used_at = {context.Now}
            where token_hash = {hash} and purpose = {wanted} and account_id is not distinct from {account}
                and used_at is null and expires_at > {context.Now}
            returning *
            """).AsNoTracking().ToListAsync(ct)).SingleOrDefault();
    }

    PasskeyHandler<Account> Handler(OperationContext context) => new(accounts.Manager(context), options);

    /// <summary>
    /// Returns an empty request. The handler reads the domain and origin from a request only if they are not configured; ours
    /// are.
    /// </summary>
    static DefaultHttpContext EmptyRequest() => new();

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
