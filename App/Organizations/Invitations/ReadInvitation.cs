using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns an open invitation by the token of its link, for the page of that link.</summary>
public sealed class ReadInvitation(Gate gate, InvitationStore invitations)
    : Query<ReadInvitation.Request, ReadInvitation.Answer>(gate)
{
    public sealed record Request([property: AnyText] string Token) : IRequest;

    /// <param name="RoleName">The name of the role within a sentence.</param>
    public sealed record Answer(string Organization, string Email, string RoleName, string InvitedBy);

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "invitation.read";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await invitations.EnterByTokenAsync(context, request.Token, ct) is not { } found)
            return OrganizationProblems.InvitationClosed;
        var invitation = await context.FinalRead().Invitations.SingleAsync(row => row.Id == found.Id, ct);
        return invitation.StateAt(context.Now) == InvitationState.Pending
            ? new Answer(found.Organization, invitation.Email, invitation.Entry.InSentence, invitation.InvitedBy)
            : OrganizationProblems.InvitationClosed;
    }
}
