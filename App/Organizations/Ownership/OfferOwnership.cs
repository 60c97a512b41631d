namespace App.Organizations;

/// <summary>
/// Offers a member to become an owner. They become one when they accept the offer within seven days, having confirmed who they
/// are, as the caller has. Only owners can do this, and no API keys. The member is told by email. Fails with
/// <c>already_owner</c>.
/// </summary>
public sealed class OfferOwnership(Gate gate, MemberStore members, EmailOutbox outbox, PublicUrl publicUrl)
    : Operation<OfferOwnership.Request, MemberView>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "ownership.offer";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<MemberView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var (member, _) = await members.LockAsync(context, request.Id, ct);
        if (member is not { Status: MemberStatus.Active })
            return Problem.Missing("The member");
        if (context.Actor.Kind != ActorKind.Member || !RoleCatalog.Of(Role.Owner).IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        if (member.Role == Role.Owner)
            return OrganizationProblems.AlreadyOwner;

        var before = await members.ViewAsync(context, member, ct);
        member.OfferOwnership(Id<Member>.Parse(context.Actor.Id, null), context.Now);
        var view = await members.ViewAsync(context, member, ct);
        context.NoteUpdate(member.Id.ToString(), view.Name, before, view);
        context.Raise(new OwnershipOffered(member.Id));
        var email = new OwnershipOfferEmail
        {
            Organization = context.Organization.Name,
            Author = context.Actor.Name,
            Settings = publicUrl.Link($"/{context.Organization.Slug}/settings"),
        };
        await outbox.PutAsync(context, view.Email, email);
        return view;
    }
}
