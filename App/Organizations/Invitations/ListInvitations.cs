using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Invitations that can still be accepted or sent again, latest first; with <c>closed</c> also those accepted or revoked.</summary>
public sealed class ListInvitations(Gate gate) : Query<ListInvitations.Request, Page<InvitationView>>(gate)
{
    public sealed record Request(PageRequest Page, bool Closed = false) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Permission Permission => OrganizationPermissions.SeeMembers;
    protected internal override string Action => "invitation.list";

    protected override async Task<Result<Page<InvitationView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        IQueryable<Invitation> invitations = pass.Last.Invitations;
        if (!request.Closed)
            invitations = invitations.Where(row => row.AcceptedAt == null && row.RevokedAt == null);
        var page = await invitations.NewestAsync(request.Page, row => row.Id, row => row, ct);
        return new Page<InvitationView>([.. page.Data.Select(row => InvitationView.Of(row, pass.Now))], page.HasMore, page.NextCursor) { PreviousCursor = page.PreviousCursor };
    }
}
