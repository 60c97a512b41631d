using Npgsql;

namespace App.ApiKeys;

/// <summary>Finds the organization of an API key, for security events. The key may be revoked or expired.</summary>
sealed class KeySourceResolver : ISecuritySourceResolver
{
    public Type Source => typeof(SecuritySource.Key);

    public async Task<IReadOnlyList<SecurityTarget>> FindAsync(
        SecuritySource source, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("select organization_id, id, name from api_keys where hash = $1", connection);
        find.Parameters.Add(new() { Value = Convert.FromHexString(((SecuritySource.Key)source).Fingerprint) });
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return [];
        var subject = new SecuritySubject(ActorKind.ApiKey, new Id<ApiKey>(row.GetGuid(1)).ToString(), row.GetString(2));
        return [new(row.GetGuid(0), subject)];
    }
}
