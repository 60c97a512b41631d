using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace App.Platform.Operations;

/// <summary>
/// Resolves a credential to an actor and sets the organization of the transaction, both in the transaction's first round trip.
/// </summary>
sealed class CredentialResolver(AppDb db, PermissionCatalog catalog)
{
    const string SetOrganization = ", set_config('app.organization_id', coalesce(d.organization_id::text, ''), true)";

    /// <summary>
    /// Returns the actor and the organization; no actor if the credential is not valid for this kind of access.
    /// </summary>
    public async Task<(Actor? Actor, CurrentOrganization? Organization)> ResolveAsync(
        Credential credential, Access access, DateTimeOffset now, CancellationToken ct)
    {
        switch (credential)
        {
            case Credential.ApiKey key when access.Kind == AccessKind.Member:
                return await ResolveKeyAsync(key, now, ct);
            case Credential.Storefront storefront when access.IsStorefront:
                return await ResolveStorefrontAsync(storefront, now, ct);
            case Credential.Storefront:
                return VisitorIfPublic(access);
            case not Credential.System when access.IsStorefront:
                return (null, null); // credentials of staff are not valid for the storefront
            case Credential.Session session:
                return await ResolveSessionAsync(session, access, now, ct);
            case Credential.System { OrganizationId: { } organizationId } system:
                var organization = await EnterAsync(organizationId, ct)
                    ?? throw new InvalidOperationException("The organization does not exist.");
                return (Actor.System(system.Name), organization);
            case Credential.System system when access.Kind != AccessKind.Member:
                return (Actor.System(system.Name), null);
            default:
                return VisitorIfPublic(access);
        }
    }

    /// <summary>Sets the organization of the transaction and returns it; null if it does not exist yet.</summary>
    public async Task<CurrentOrganization?> EnterAsync(Guid organizationId, CancellationToken ct)
    {
        db.OrganizationId = organizationId;
        const string setAndFind = """
            select d.* from (select set_config('app.organization_id', $1::text, true)) s
            cross join platform.find_organization($1) d
            """;
        await using var reader = await ReadAsync(setAndFind, ct, (organizationId, NpgsqlDbType.Uuid));
        if (await reader.ReadAsync(ct))
            return OrganizationOf(reader);
        await reader.DisposeAsync();
        const string set = "select set_config('app.organization_id', $1::text, true)";
        await using var ignored = await ReadAsync(set, ct, (organizationId, NpgsqlDbType.Uuid));
        return null;
    }

    async Task<(Actor? Actor, CurrentOrganization? Organization)> ResolveKeyAsync(
        Credential.ApiKey key, DateTimeOffset now, CancellationToken ct)
    {
        await using var reader = await ReadAsync($"select d.*{SetOrganization} from platform.enter_by_key($1, $2) d", ct,
            (key.Hash, NpgsqlDbType.Bytea), (now, NpgsqlDbType.TimestampTz));
        if (!await reader.ReadAsync(ct))
            return (null, null);
        var organization = OrganizationOf(reader);
        db.OrganizationId = organization.Id;
        var id = TypeId.Format("key", reader.GetGuid(5));
        var name = reader.GetString(6);
        var role = RoleOf(reader);
        var permissions = catalog.Of(role, reader.GetFieldValue<string[]>(9));
        return (new Actor(ActorKind.ApiKey, id, name, null, null, role, permissions), organization);
    }

    async Task<(Actor? Actor, CurrentOrganization? Organization)> ResolveSessionAsync(
        Credential.Session session, Access access, DateTimeOffset now, CancellationToken ct)
    {
        // Other kinds of access have no organization. No slug is empty, so the empty slug finds none.
        var lookup = access.Kind == AccessKind.Member ? session : session with { Slug = "", OrganizationId = null };
        var (actor, organization) = await FindSessionAsync(lookup, now, ct);
        if (access == Access.Operator && actor is { AccountId: { } accountId })
            return (actor with { IsOperator = await IsOperatorAsync(accountId, ct) }, null);
        if (actor is null)
            return VisitorIfPublic(access);
        return (actor, organization);
    }

    async Task<(Actor? Actor, CurrentOrganization? Organization)> FindSessionAsync(
        Credential.Session session, DateTimeOffset now, CancellationToken ct)
    {
        await using var reader = await ReadAsync(
            $"select d.*{SetOrganization} from platform.enter_by_session($1, $2, $3, $4) d", ct,
            (session.Id, NpgsqlDbType.Uuid),
            ((object?)session.Slug ?? DBNull.Value, NpgsqlDbType.Text),
            (now, NpgsqlDbType.TimestampTz),
            ((object?)session.OrganizationId ?? DBNull.Value, NpgsqlDbType.Uuid));
        if (!await reader.ReadAsync(ct))
            return (null, null);
        var name = reader.GetString(6);
        var accountId = reader.GetGuid(7);
        DateTimeOffset? provedAt = null;
        if (!await reader.IsDBNullAsync(10, ct))
            provedAt = await reader.GetFieldValueAsync<DateTimeOffset>(10, ct);

        if (await reader.IsDBNullAsync(0, ct))
        {
            var account = new Actor(
                ActorKind.Member, TypeId.Format("acc", accountId), name, accountId, session.Id, null, new HashSet<string>());
            return (account with { ProvedAt = provedAt }, null);
        }

        var organization = OrganizationOf(reader);
        db.OrganizationId = organization.Id;
        var role = RoleOf(reader);
        var member = new Actor(
            ActorKind.Member, TypeId.Format("mem", reader.GetGuid(5)), name, accountId, session.Id, role, catalog.Of(role));
        return (member with { ProvedAt = provedAt, LacksFactor = reader.GetBoolean(11) }, organization);
    }

    /// <summary>
    /// Returns no organization for an unknown slug, and a visitor if the session does not belong to the storefront.
    /// </summary>
    async Task<(Actor? Actor, CurrentOrganization? Organization)> ResolveStorefrontAsync(
        Credential.Storefront storefront, DateTimeOffset now, CancellationToken ct)
    {
        var visitor = new Actor(ActorKind.Shopper, "visitor", "Visitor", null, null, null, FrozenSet<string>.Empty);
        await using var reader = await ReadAsync($"select d.*{SetOrganization} from platform.enter_storefront($1, $2, $3) d", ct,
            (storefront.Slug, NpgsqlDbType.Text),
            ((object?)storefront.SessionId ?? DBNull.Value, NpgsqlDbType.Uuid),
            (now, NpgsqlDbType.TimestampTz));
        if (!await reader.ReadAsync(ct))
            return (visitor, null);
        var organization = OrganizationOf(reader);
        db.OrganizationId = organization.Id;
        if (await reader.IsDBNullAsync(5, ct))
            return (visitor, organization);
        var shopper = visitor with
        {
            Id = TypeId.Format("shp", reader.GetGuid(5)),
            Name = reader.GetString(6),
            CustomerId = reader.GetGuid(7),
            SessionId = reader.GetGuid(8),
        };
        return (shopper, organization);
    }

    async Task<bool> IsOperatorAsync(Guid accountId, CancellationToken ct)
    {
        var command = Command(
            "select exists (select from platform.accounts where id = $1 and operator_since is not null)",
            [(accountId, NpgsqlDbType.Uuid)]);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    static (Actor?, CurrentOrganization?) VisitorIfPublic(Access access)
    {
        if (access == Access.Public || access == Access.System) // the Gate then refuses the second
            return (Actor.System("visitor"), null);
        return (null, null);
    }

    static CurrentOrganization OrganizationOf(DbDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));

    static Role RoleOf(DbDataReader row) => Enum.Parse<Role>(row.GetString(8));

    async Task<DbDataReader> ReadAsync(string sql, CancellationToken ct, params (object Value, NpgsqlDbType Type)[] parameters) =>
        await Command(sql, parameters).ExecuteReaderAsync(ct);

    NpgsqlCommand Command(string sql, IEnumerable<(object Value, NpgsqlDbType Type)> parameters)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (value, type) in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return command;
    }
}
