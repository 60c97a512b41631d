using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>What the page of a mailed link shows to whoever holds the link.</summary>
public sealed class ReadInvitation(Gate gate, InvitationBook book) : Query<ReadInvitation.Request, ReadInvitation.Answer>(gate)
{
    public sealed record Request(string Token) : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(string Organization, string Email, Role Role, string InvitedBy);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "invitation.read";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await book.EnterByTokenAsync(pass, request.Token, ct) is not { } found)
            return OrganizationProblems.InvitationClosed;
        var invitation = await pass.Last.Invitations.SingleAsync(row => row.Id == found.Id, ct);
        return invitation.StateAt(pass.Now) == InvitationState.Pending
            ? new Answer(found.Organization, invitation.Email, invitation.Role, invitation.InvitedBy)
            : OrganizationProblems.InvitationClosed;
    }
}
