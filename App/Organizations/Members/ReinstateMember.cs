namespace App.Organizations;

/// <summary>
/// Gives a suspended member their access back, with the role and the API keys that they had. Reinstating an active member changes
/// nothing.
/// </summary>
public sealed class ReinstateMember(Gate gate, MemberStore members) : Operation<ReinstateMember.Request, MemberView>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.reinstate";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var (member, _) = await members.LockAsync(context, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        if (!member.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;

        var before = await members.ViewAsync(context, member, ct);
        var isNew = member.Status != MemberStatus.Active;
        member.Reinstate();
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        if (isNew)
            context.Raise(new MemberReinstated(member.Id));
        return view;
    }
}
