namespace App.Organizations;

/// <summary>Declines the offer of ownership to the signed-in member. Without an offer it changes nothing.</summary>
public sealed class DeclineOwnership(Gate gate, MemberStore members) : Operation<DeclineOwnership.Request, MemberView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "ownership.decline";

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (OwnershipOffers.Caller(context) is not { } id || (await members.LockAsync(context, id, ct)).Member is not { } member)
            return OrganizationProblems.OwnershipOfferClosed;
        var before = await members.ViewAsync(context, member, ct);
        member.EndOwnershipOffer();
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        return view;
    }
}
