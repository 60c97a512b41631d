using Npgsql;

namespace App.Organizations;

/// <summary>Finds the organization of a slug, for security events about requests to its pages.</summary>
sealed class SlugSourceResolver : ISecuritySourceResolver
{
    public Type Source => typeof(SecuritySource.Slug);

    public async Task<IReadOnlyList<SecurityTarget>> FindAsync(
        SecuritySource source, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("select id from organizations where slug = $1", connection);
        find.Parameters.Add(new() { Value = ((SecuritySource.Slug)source).Text });
        return await find.ExecuteScalarAsync(ct) is Guid id ? [new(id, null)] : [];
    }
}
