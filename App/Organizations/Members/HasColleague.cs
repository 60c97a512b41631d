using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns whether the organization has a second member or has invited one.</summary>
public sealed class HasColleague(Gate gate) : SetupCheck(gate)
{
    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "setup.check_colleague";

    protected override async Task<Result<bool>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Invitations.AnyAsync(ct))
            return true;
        return await context.FinalRead().Members.CountAsync(ct) > 1;
    }
}
