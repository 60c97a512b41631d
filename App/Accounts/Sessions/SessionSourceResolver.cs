using Npgsql;
using NpgsqlTypes;

namespace App.Accounts;

/// <summary>Finds the organization in which a session acts, and the member there, for security events.</summary>
sealed class SessionSourceResolver(TimeProvider clock) : ISecuritySourceResolver
{
    public Type Source => typeof(SecuritySource.Session);

    public async Task<IReadOnlyList<SecurityTarget>> FindAsync(
        SecuritySource source, NpgsqlConnection connection, CancellationToken ct)
    {
        var session = ((SecuritySource.Session)source).Credential;
        await using var find = new NpgsqlCommand(
            "select organization_id, actor_id, actor_name from platform.enter_by_session($1, $2, $3, $4)", connection);
        find.Parameters.Add(new() { Value = session.Id });
        find.Parameters.Add(new() { Value = (object?)session.Slug ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        find.Parameters.Add(new() { Value = clock.GetUtcNow() });
        find.Parameters.Add(new()
        {
            Value = (object?)session.OrganizationId ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Uuid,
        });
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct) || await row.IsDBNullAsync(0, ct))
            return [];
        var subject = new SecuritySubject(ActorKind.Member, TypeId.Format("mem", row.GetGuid(1)), row.GetString(2));
        return [new(row.GetGuid(0), subject)];
    }
}
