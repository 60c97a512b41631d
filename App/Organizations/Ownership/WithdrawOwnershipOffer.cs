namespace App.Organizations;

/// <summary>
/// Withdraws the offer of ownership to a member. Everyone can do this who may change the member. Without an offer it changes
/// nothing.
/// </summary>
public sealed class WithdrawOwnershipOffer(Gate gate, MemberStore members)
    : Operation<WithdrawOwnershipOffer.Request, MemberView>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "ownership.withdraw";

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var (member, _) = await members.LockAsync(context, request.Id, ct);
        if (member is null)
            return Problem.Missing("The member");
        if (!member.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        var before = await members.ViewAsync(context, member, ct);
        member.EndOwnershipOffer();
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        return view;
    }
}
