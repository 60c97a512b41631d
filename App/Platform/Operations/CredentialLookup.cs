using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace App.Platform.Operations;

/// <summary>
/// Gives a credential resolver the call and its transaction. The statement that finds the credential also sets the organization
/// of the transaction, which saves a round trip.
/// </summary>
public sealed class CredentialLookup
{
    readonly AppDb db;

    internal CredentialLookup(AppDb db, Access access, PermissionCatalog permissions, DateTimeOffset now)
    {
        this.db = db;
        Access = access;
        Permissions = permissions;
        Now = now;
    }

    /// <summary>Gets who may run the operation.</summary>
    public Access Access { get; }

    public PermissionCatalog Permissions { get; }

    /// <summary>Gets the time of the call.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>
    /// Calls a database function whose first columns are id, slug, name, currency and time zone of the organization, and sets the
    /// organization of the transaction.
    /// </summary>
    public Task<DbDataReader> CallAsync(
        string function, CancellationToken ct, params (object? Value, NpgsqlDbType Type)[] parameters)
    {
        var arguments = string.Join(", ", Enumerable.Range(1, parameters.Length).Select(number => $"${number}"));
        return ReadAsync(
            "select d.*, set_config('app.organization_id', coalesce(d.organization_id::text, ''), true) "
            + $"from platform.{function}({arguments}) d", ct, parameters);
    }

    /// <summary>Returns the organization of a row of <see cref="CallAsync"/>; null if it names none.</summary>
    public CurrentOrganization? OrganizationOf(DbDataReader row)
    {
        if (row.IsDBNull(0))
            return null;
        db.OrganizationId = row.GetGuid(0);
        return new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));
    }

    /// <summary>Returns the result of a statement that always has one.</summary>
    public async Task<T> ScalarAsync<T>(string sql, CancellationToken ct, params (object? Value, NpgsqlDbType Type)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync(ct))!;
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

    async Task<DbDataReader> ReadAsync(
        string sql, CancellationToken ct, params (object? Value, NpgsqlDbType Type)[] parameters) =>
        await Command(sql, parameters).ExecuteReaderAsync(ct);

    NpgsqlCommand Command(string sql, IEnumerable<(object? Value, NpgsqlDbType Type)> parameters)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (value, type) in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return command;
    }
}
