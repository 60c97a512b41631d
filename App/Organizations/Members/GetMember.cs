using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns a member, active or suspended.</summary>
public sealed class GetMember(Gate gate, MemberStore members) : Query<GetMember.Request, MemberView>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "member.get";

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var present = context.Db.Members.Where(row => row.Status != MemberStatus.Removed);
        if (await present.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } member)
            return Problem.Missing("The member");
        return await members.ViewAsync(context, member, ct);
    }
}
