using App.Platform;

namespace App.Organizations;

/// <summary>Out of the organization, at once: sessions find nothing there any more, and keys the member made stop. What they did stays.</summary>
public sealed class RemoveMember(Gate gate, MemberBook book) : Operation<RemoveMember.Request, Done>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.ChangeMembers;
    protected internal override string Action => "member.remove";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (member, lastOwner) = await book.LockAsync(pass, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        if (!MemberBook.MayDealWith(pass.Actor, member.Role))
            return OrganizationProblems.AboveOwnRole;
        if (lastOwner)
            return OrganizationProblems.LastOwner;

        var view = await book.ViewAsync(pass, member, ct);
        member.Leave();
        pass.Note(member.Id.ToString(), view.Name, before: view);
        pass.Raise(new MemberRemoved(member.Id));
        return new Done();
    }
}
