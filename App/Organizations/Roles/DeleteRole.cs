using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Deletes a custom role. Fails with <c>role_in_use</c> while a member or an open invitation has it.
/// </summary>
public sealed class DeleteRole(Gate gate) : Operation<DeleteRole.Request, Done>(gate)
{
    public sealed record Request(Id<CustomRole> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeRoles);
    protected internal override string Action => "role.delete";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        // Who gives the role to somebody locks it, too, so the counts below include them.
        if (await context.LockAsync(request.Id, ct) is not { DeletedAt: null } role)
            return Problem.Missing("The role");
        var entry = RoleEntry.Of(role);
        if (!entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        var members = await context.Db.Members
            .CountAsync(member => member.CustomRoleId == role.Id && member.Status != MemberStatus.Removed, ct);
        var invitations = await context.Db.Invitations
            .CountAsync(row => row.CustomRoleId == role.Id && row.AcceptedAt == null && row.RevokedAt == null, ct);
        if (members + invitations > 0)
            return OrganizationProblems.RoleInUseBy(members, invitations);

        role.Delete(context.Now);
        context.Note(role.Id.ToString(), role.Name, before: RoleDescription.Of(entry));
        context.Raise(new RoleDeleted(role.Id, role.Name));
        return new Done();
    }
}
