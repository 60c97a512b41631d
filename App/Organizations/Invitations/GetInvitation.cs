using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>One invitation.</summary>
public sealed class GetInvitation(Gate gate) : Query<GetInvitation.Request, InvitationView>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.SeeMembers;
    protected internal override string Action => "invitation.get";

    protected override async Task<Result<InvitationView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.Invitations.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is { } invitation
            ? InvitationView.Of(invitation, pass.Now)
            : Problem.Missing("The invitation");
}
