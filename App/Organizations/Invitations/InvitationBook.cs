using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Organizations;

/// <summary>Invitations for operations.</summary>
public sealed class InvitationBook
{
    public async Task<Invitation?> LockAsync(Pass pass, Id<Invitation> id, CancellationToken ct) =>
        (await pass.Db.Invitations.FromSql($"select * from invitations where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>Enters the organization that a mailed link leads to: holding the token justifies that. Null for a token of no invitation.</summary>
    public async Task<(Id<Invitation> Id, string Organization)?> EnterByTokenAsync(Pass pass, string token, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select * from platform.find_invitation($1)", (NpgsqlConnection)pass.Db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = Token.HashOf(token) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var (organization, id, name) = (reader.GetGuid(0), new Id<Invitation>(reader.GetGuid(1)), reader.GetString(2));
        await reader.DisposeAsync();
        await pass.EnterAsync(organization, ct);
        return (id, name);
    }
}
