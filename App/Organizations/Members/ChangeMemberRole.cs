namespace App.Organizations;

/// <summary>
/// Changes the role of a member. The new role applies from the member's next call. Nobody becomes an owner in this way; see
/// <see cref="OfferOwnership"/>.
/// </summary>
public sealed class ChangeMemberRole(Gate gate, MemberStore members, RoleStore roles)
    : Operation<ChangeMemberRole.Request, MemberView>(gate)
{
    /// <param name="Role">Name of a built-in role, such as <c>packer</c>; ID of a custom one.</param>
    public sealed record Changes(RoleKey Role);

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
        if (await roles.HoldAsync(context, request.Changes.Role, ct) is not { } to)
            return OrganizationProblems.RoleUnknown;
        var from = member.Entry;
        if (!from.IsWithin(context.Actor) || !to.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        if (to.IsOwner && !from.IsOwner)
            return OrganizationProblems.OwnershipNotOffered;
        if (lastOwner && !to.IsOwner)
            return OrganizationProblems.LastOwner;

        var before = await members.ViewAsync(context, member, ct);
        if (from.Key != to.Key)
            member.Take(to);
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        if (from.Key != to.Key)
            context.Raise(new MemberRoleChanged(member.Id, from.Key, to.Key));
        return view;
    }
}
