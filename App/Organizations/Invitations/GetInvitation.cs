using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns an invitation.</summary>
public sealed class GetInvitation(Gate gate) : Query<GetInvitation.Request, InvitationView>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "invitation.get";

    protected override async Task<Result<InvitationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Invitations.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        var about = invitation.Id.ToString();
        var failures = await EmailFailures.OfAsync(context.FinalRead(), [about], ct);
        return InvitationView.Of(invitation, context.Now) with { EmailFailure = failures.GetValueOrDefault(about) };
    }
}
