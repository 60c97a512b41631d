namespace App.Organizations;

/// <summary>
/// Makes the signed-in member an owner. Somebody who is still an owner must have offered it within the last seven days, and the
/// member must have confirmed who they are. Fails with <c>ownership_offer_closed</c>.
/// </summary>
public sealed class AcceptOwnership(Gate gate, MemberStore members) : Operation<AcceptOwnership.Request, MemberView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "ownership.accept";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (OwnershipOffers.Caller(context) is not { } id)
            return OrganizationProblems.OwnershipOfferClosed;
        var (member, _) = await members.LockAsync(context, id, ct);
        if (member is not { Status: MemberStatus.Active }
            || await OwnershipOffers.OffererAsync(context, member, ct) is null)
            return OrganizationProblems.OwnershipOfferClosed;

        var from = member.Entry;
        var before = await members.ViewAsync(context, member, ct);
        member.Take(RoleCatalog.Of(Role.Owner));
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        context.Raise(new MemberRoleChanged(member.Id, from.Key, Role.Owner));
        return view;
    }
}
