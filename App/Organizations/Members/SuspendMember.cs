namespace App.Organizations;

/// <summary>
/// Suspends a member immediately: their sessions and the API keys that they created lose access to the organization until they
/// are reinstated, and their open invitations are revoked. Suspending a suspended member changes nothing.
/// </summary>
public sealed class SuspendMember(Gate gate, MemberStore members) : Operation<SuspendMember.Request, MemberView>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.suspend";

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var (member, lastOwner) = await members.LockAsync(context, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        if (member.AccountId == context.Actor.AccountId)
            return OrganizationProblems.OwnMembership;
        if (!member.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        if (lastOwner)
            return OrganizationProblems.LastOwner;

        var before = await members.ViewAsync(context, member, ct);
        var isNew = member.Status != MemberStatus.Suspended;
        member.Suspend();
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        if (isNew)
            context.Raise(new MemberSuspended(member.Id));
        return view;
    }
}
