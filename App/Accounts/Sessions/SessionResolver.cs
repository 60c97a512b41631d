using System.Collections.Frozen;
using System.Data.Common;
using NpgsqlTypes;

namespace App.Accounts;

/// <summary>
/// Resolves sessions of staff: to a member in an organization, otherwise to the account. They are not valid at the storefront,
/// because customers and staff are separate realms.
/// </summary>
sealed class SessionResolver : ICredentialResolver
{
    public Type Credential => typeof(Credential.Session);

    public IReadOnlyList<AccessKind> ValidFor =>
        [AccessKind.Public, AccessKind.SignedIn, AccessKind.Member, AccessKind.Operator];

    public string Function => "enter_by_session";

    public bool AllowsStepUp => true;

    public async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
    {
        var session = (Credential.Session)credential;
        // Other kinds of access have no organization. No slug is empty, so the empty slug finds none.
        var wanted = lookup.Access.Kind == AccessKind.Member ? session : session with { Slug = "", OrganizationId = null };
        var resolved = await FindAsync(wanted, lookup, ct);
        if (lookup.Access == Access.Operator && resolved?.Actor is { AccountId: { } accountId } actor)
        {
            return new(
                actor with
                {
                    IsOperator = await IsOperatorAsync(accountId, lookup, ct),
                    LacksFactor = await LacksFactorAsync(accountId, lookup, ct),
                },
                null);
        }
        return resolved;
    }

    async Task<ResolvedCredential?> FindAsync(Credential.Session session, CredentialLookup lookup, CancellationToken ct)
    {
        await using var reader = await lookup.CallAsync(
            Function, ct,
            (session.Id, NpgsqlDbType.Uuid),
            (session.Slug, NpgsqlDbType.Text),
            (lookup.Now, NpgsqlDbType.TimestampTz),
            (session.OrganizationId, NpgsqlDbType.Uuid));
        if (!await reader.ReadAsync(ct))
            return null;
        DateTimeOffset? provedAt = null;
        if (!await reader.IsDBNullAsync(10, ct))
            provedAt = await reader.GetFieldValueAsync<DateTimeOffset>(10, ct);
        return lookup.OrganizationOf(reader) is { } organization
            ? new(MemberOf(reader, session, lookup.Permissions) with { ProvedAt = provedAt }, organization)
            : new(AccountOf(reader, session) with { ProvedAt = provedAt }, null);
    }

    static Actor MemberOf(DbDataReader row, Credential.Session session, PermissionCatalog permissions)
    {
        var role = permissions.RoleOf(row);
        var id = TypeId.Format("mem", row.GetGuid(5));
        return new(ActorKind.Member, id, row.GetString(6), row.GetGuid(7), session.Id, role, role.Permissions)
        {
            LacksFactor = row.GetBoolean(11),
        };
    }

    static Actor AccountOf(DbDataReader row, Credential.Session session)
    {
        var accountId = row.GetGuid(7);
        var id = TypeId.Format("acc", accountId);
        return new(ActorKind.Member, id, row.GetString(6), accountId, session.Id, null, FrozenSet<string>.Empty);
    }

    static Task<bool> IsOperatorAsync(Guid accountId, CredentialLookup lookup, CancellationToken ct) => lookup.ScalarAsync<bool>(
        "select exists (select from platform.accounts where id = $1 and operator_since is not null)", ct,
        (accountId, NpgsqlDbType.Uuid));

    /// <summary>Platform administrators need a second factor, whatever their organizations require.</summary>
    static Task<bool> LacksFactorAsync(Guid accountId, CredentialLookup lookup, CancellationToken ct) => lookup.ScalarAsync<bool>(
        """
        select not exists (select from platform.authenticators where account_id = $1 and confirmed_at is not null)
           and not exists (select from platform.passkeys where account_id = $1)
        """, ct,
        (accountId, NpgsqlDbType.Uuid));
}
