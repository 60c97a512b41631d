using App.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Organizations;

/// <summary>Reads and locks invitations for operations.</summary>
public sealed class InvitationStore
{
    public async Task<Invitation?> LockAsync(OperationContext context, Id<Invitation> id, CancellationToken ct)
    {
        var locked = context.Db.Invitations.FromSql($"select * from invitations where id = {id.Value} for update");
        return (await locked.ToListAsync(ct)).SingleOrDefault();
    }

    /// <summary>
    /// Enters the organization of an invitation link, which the holder of its token may do. Returns null if no invitation has the
    /// token.
    /// </summary>
    public async Task<(Id<Invitation> Id, string Organization)?> EnterByTokenAsync(
        OperationContext context, string token, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)context.Db.Database.GetDbConnection();
        await using var command = new NpgsqlCommand("select * from platform.find_invitation($1)", connection);
        command.Parameters.Add(new() { Value = Token.HashOf(token) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var organization = reader.GetGuid(0);
        var id = new Id<Invitation>(reader.GetGuid(1));
        var name = reader.GetString(2);
        await reader.DisposeAsync();
        await context.EnterAsync(organization, ct);
        return (id, name);
    }
}
