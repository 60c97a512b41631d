namespace App.Organizations;

/// <summary>Changes the role of a member. The new role applies from the member's next call.</summary>
public sealed class ChangeMemberRole(Gate gate, MemberStore members) : Operation<ChangeMemberRole.Request, MemberView>(gate)
{
    public sealed record Changes(Role Role);

    public sealed record Request(Id<Member> Id, Changes Changes) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.change_role";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var (member, lastOwner) = await members.LockAsync(context, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        var from = member.Role;
        var to = request.Changes.Role;
        if (!MemberStore.MayDealWith(context.Actor, from) || !MemberStore.MayDealWith(context.Actor, to))
            return OrganizationProblems.AboveOwnRole;
        if (lastOwner && to != Role.Owner)
            return OrganizationProblems.LastOwner;

        var before = await members.ViewAsync(context, member, ct);
        member.Take(to);
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        if (from != to)
            context.Raise(new MemberRoleChanged(member.Id, from, to));
        return view;
    }
}
