using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>One member.</summary>
public sealed class GetMember(Gate gate, MemberBook book) : Query<GetMember.Request, MemberView>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.SeeMembers;
    protected internal override string Action => "member.get";

    protected override async Task<Result<MemberView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Db.Members.SingleOrDefaultAsync(member => member.Id == request.Id && member.Status == MemberStatus.Active, ct)
            is { } member ? await book.ViewAsync(pass, member, ct) : Problem.Missing("The member");
}
