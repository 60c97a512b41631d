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

    /// <summary>Revokes the open invitations of a member who left or was removed.</summary>
    public static Task RevokeOfMemberAsync(MemberRemoved raised, OperationContext context, CancellationToken ct) =>
        RevokeOfAsync(context, raised.MemberId.ToString(), ct);

    /// <summary>Revokes the open invitations of a suspended member, who might otherwise accept one of them.</summary>
    public static Task RevokeOfSuspendedAsync(MemberSuspended raised, OperationContext context, CancellationToken ct) =>
        RevokeOfAsync(context, raised.MemberId.ToString(), ct);

    /// <summary>
    /// Revokes the open invitations of an inviter whose access has ended, with an audit entry for each. Otherwise they
    /// could return through an invitation to an address of their own.
    /// </summary>
    /// <param name="context">Operation that ends the access.</param>
    /// <param name="inviterId">TypeID of the member or API key.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RevokeOfAsync(OperationContext context, string inviterId, CancellationToken ct)
    {
        var open = await context.Db.Invitations
            .FromSql($"""
                select * from invitations
                where invited_by_id = {inviterId} and accepted_at is null and revoked_at is null
                for update
                """)
            .ToListAsync(ct);
        foreach (var invitation in open)
        {
            var before = InvitationView.Of(invitation, context.Now);
            invitation.Revoke(context.Now);
            context.NoteRelated(
                RevokeInvitation.ActionName, invitation.Id.ToString(), invitation.Email,
                before, InvitationView.Of(invitation, context.Now));
        }
    }
}
