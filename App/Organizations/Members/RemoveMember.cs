namespace App.Organizations;

/// <summary>
/// Removes a member from the organization immediately. Their sessions lose access to it, and the API keys that they created and
/// their open invitations are revoked for good: a new invitation does not bring them back. Their entries in the audit log are
/// kept.
/// </summary>
public sealed class RemoveMember(Gate gate, MemberStore members) : Operation<RemoveMember.Request, Done>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.remove";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var (member, lastOwner) = await members.LockAsync(context, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        if (!member.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        if (lastOwner)
            return OrganizationProblems.LastOwner;

        var view = await members.ViewAsync(context, member, ct);
        member.Leave();
        context.Note(member.Id.ToString(), view.Name, before: view);
        context.Raise(new MemberRemoved(member.Id));
        return new Done();
    }
}
