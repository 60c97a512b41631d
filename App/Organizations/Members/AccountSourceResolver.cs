using Npgsql;

namespace App.Organizations;

/// <summary>Finds the organizations that have an account as an active member, for security events.</summary>
sealed class AccountSourceResolver : ISecuritySourceResolver
{
    public Type Source => typeof(SecuritySource.Account);

    public async Task<IReadOnlyList<SecurityTarget>> FindAsync(
        SecuritySource source, NpgsqlConnection connection, CancellationToken ct)
    {
        var account = (SecuritySource.Account)source;
        await using var find = new NpgsqlCommand(
            "select organization_id, id from members where account_id = $1 and status = 'Active'", connection);
        find.Parameters.Add(new() { Value = account.Id });
        await using var row = await find.ExecuteReaderAsync(ct);
        var targets = new List<SecurityTarget>();
        while (await row.ReadAsync(ct))
        {
            var member = new Id<Member>(row.GetGuid(1));
            targets.Add(new(row.GetGuid(0), new SecuritySubject(ActorKind.Member, member.ToString(), account.Name)));
        }
        return targets;
    }
}
