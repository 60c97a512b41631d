using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace App.Platform;

/// <summary>
/// Step one of the Gate: finds out who a credential is worth, now, and binds the transaction to the organization, in the transaction's
/// first round trip.
/// </summary>
sealed class Doorman(AppDb db, PermissionCatalogue catalogue)
{
    const string Bind = ", set_config('app.organization_id', coalesce(d.organization_id::text, ''), true)";

    public async Task<(Actor? Actor, Tenant? Tenant)> AdmitAsync(Credential credential, Door door, DateTimeOffset now, CancellationToken ct)
    {
        switch (credential)
        {
            case Credential.ApiKey key when door == Door.Organization:
                return await ByKeyAsync(key, now, ct);
            case Credential.Storefront storefront:
                return door == Door.Storefront ? await ByStorefrontAsync(storefront, now, ct) : door == Door.Public ? Visitor() : (null, null);
            case not Credential.System when door == Door.Storefront:
                return (null, null); // staff and keys are nobody there
            case Credential.Session session:
                // At the other doors no organization is entered yet: no slug is empty, so this finds none.
                var admitted = await BySessionAsync(door == Door.Organization ? session : session with { Slug = "", OrganizationId = null }, now, ct);
                if (door == Door.Backstage && admitted.Actor is { AccountId: { } account } person)
                    return (person with { IsOperator = await IsOperatorAsync(account, ct) }, null);
                return admitted.Actor is null && door == Door.Public ? Visitor() : admitted;
            case Credential.System { OrganizationId: { } organization } system:
                return (Actor.System(system.Name), await EnterAsync(organization, ct) ?? throw new InvalidOperationException("No such organization."));
            case Credential.System system when door != Door.Organization:
                return (Actor.System(system.Name), null);
            default:
                return door == Door.Public ? Visitor() : (null, null);
        }
    }

    public async Task<Tenant?> EnterAsync(Guid organizationId, CancellationToken ct)
    {
        db.OrganizationId = organizationId;
        await using var reader = await ReadAsync(
            "select d.* from (select set_config('app.organization_id', $1::text, true)) s cross join platform.find_organization($1) d", ct, (organizationId, NpgsqlDbType.Uuid));
        if (await reader.ReadAsync(ct))
            return TenantOf(reader);
        await reader.DisposeAsync();
        await using var bind = await ReadAsync("select set_config('app.organization_id', $1::text, true)", ct, (organizationId, NpgsqlDbType.Uuid));
        return null;
    }

    async Task<(Actor? Actor, Tenant? Tenant)> ByKeyAsync(Credential.ApiKey key, DateTimeOffset now, CancellationToken ct)
    {
        await using var reader = await ReadAsync($"select d.*{Bind} from platform.enter_by_key($1, $2) d", ct,
            (key.Hash, NpgsqlDbType.Bytea), (now, NpgsqlDbType.TimestampTz));
        if (!await reader.ReadAsync(ct))
            return (null, null);
        var tenant = TenantOf(reader);
        var role = RoleOf(reader);
        db.OrganizationId = tenant.Id;
        var id = TypeId.Format("key", reader.GetGuid(5));
        return (new Actor(ActorKind.ApiKey, id, reader.GetString(6), null, null, role, catalogue.Of(role, reader.GetFieldValue<string[]>(9))), tenant);
    }

    async Task<(Actor? Actor, Tenant? Tenant)> BySessionAsync(Credential.Session session, DateTimeOffset now, CancellationToken ct)
    {
        await using var reader = await ReadAsync($"select d.*{Bind} from platform.enter_by_session($1, $2, $3, $4) d", ct,
            (session.Id, NpgsqlDbType.Uuid), ((object?)session.Slug ?? DBNull.Value, NpgsqlDbType.Text), (now, NpgsqlDbType.TimestampTz), ((object?)session.OrganizationId ?? DBNull.Value, NpgsqlDbType.Uuid));
        if (!await reader.ReadAsync(ct))
            return (null, null);
        var account = reader.GetGuid(7);
        DateTimeOffset? proved = await reader.IsDBNullAsync(10, ct) ? null : await reader.GetFieldValueAsync<DateTimeOffset>(10, ct);
        if (await reader.IsDBNullAsync(0, ct))
            return (new Actor(ActorKind.Member, TypeId.Format("acc", account), reader.GetString(6), account, session.Id, null, new HashSet<string>()) { ProvedAt = proved }, null);
        var tenant = TenantOf(reader);
        var role = RoleOf(reader);
        db.OrganizationId = tenant.Id;
        return (new Actor(ActorKind.Member, TypeId.Format("mem", reader.GetGuid(5)), reader.GetString(6), account, session.Id, role, catalogue.Of(role))
        {
            ProvedAt = proved,
            LacksFactor = reader.GetBoolean(11),
        }, tenant);
    }

    /// <summary>No organization for an unknown slug; a visitor where the session is none of this storefront's.</summary>
    async Task<(Actor? Actor, Tenant? Tenant)> ByStorefrontAsync(Credential.Storefront storefront, DateTimeOffset now, CancellationToken ct)
    {
        var visitor = new Actor(ActorKind.Shopper, "visitor", "Visitor", null, null, null, FrozenSet<string>.Empty);
        await using var reader = await ReadAsync($"select d.*{Bind} from platform.enter_storefront($1, $2, $3) d", ct,
            (storefront.Slug, NpgsqlDbType.Text), ((object?)storefront.SessionId ?? DBNull.Value, NpgsqlDbType.Uuid), (now, NpgsqlDbType.TimestampTz));
        if (!await reader.ReadAsync(ct))
            return (visitor, null);
        var tenant = TenantOf(reader);
        db.OrganizationId = tenant.Id;
        return await reader.IsDBNullAsync(5, ct) ? (visitor, tenant) : (visitor with
        {
            Id = TypeId.Format("shp", reader.GetGuid(5)),
            Name = reader.GetString(6),
            CustomerId = reader.GetGuid(7),
            SessionId = reader.GetGuid(8),
        }, tenant);
    }

    async Task<bool> IsOperatorAsync(Guid account, CancellationToken ct) =>
        (bool)(await Command("select exists (select from platform.accounts where id = $1 and operator_since is not null)", [(account, NpgsqlDbType.Uuid)]).ExecuteScalarAsync(ct))!;

    static (Actor?, Tenant?) Visitor() => (Actor.System("visitor"), null);

    static Tenant TenantOf(DbDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));

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
