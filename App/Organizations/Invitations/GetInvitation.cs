using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns an invitation.</summary>
public sealed class GetInvitation(Gate gate) : Query<GetInvitation.Request, InvitationView>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "invitation.get";

    protected override async Task<Result<InvitationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().Invitations.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is { } invitation
            ? InvitationView.Of(invitation, context.Now)
            : Problem.Missing("The invitation");
}
