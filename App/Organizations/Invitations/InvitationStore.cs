using App.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Organizations;

/// <summary>Finds the organization of an invitation link for operations.</summary>
public sealed class InvitationStore
{
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
