using App.Platform;

namespace App.Organizations;

/// <summary>Another role. It counts from the member's very next call, because the Gate asks at each.</summary>
public sealed class ChangeMemberRole(Gate gate, MemberBook book) : Operation<ChangeMemberRole.Request, MemberView>(gate)
{
    public sealed record Changes(Role Role);

    public sealed record Request(Id<Member> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.ChangeMembers;
    protected internal override string Action => "member.change_role";
    protected internal override bool StepUp => true;

    protected override async Task<Result<MemberView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (member, lastOwner) = await book.LockAsync(pass, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        var (from, to) = (member.Role, request.Changes.Role);
        if (!MemberBook.MayDealWith(pass.Actor, from) || !MemberBook.MayDealWith(pass.Actor, to))
            return OrganizationProblems.AboveOwnRole;
        if (lastOwner && to != Role.Owner)
            return OrganizationProblems.LastOwner;

        var before = await book.ViewAsync(pass, member, ct);
        member.Take(to);
        var view = await book.ViewAsync(pass, member, ct);
        pass.Note(member.Id.ToString(), view.Name, before, view);
        if (from != to)
            pass.Raise(new MemberRoleChanged(member.Id, from, to));
        return view;
    }
}
