using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Lists the invitations that can still be accepted or sent again, newest first. With closed=true, also lists accepted and
/// revoked ones.
/// </summary>
public sealed class ListInvitations(Gate gate) : Query<ListInvitations.Request, Page<InvitationView>>(gate)
{
    public sealed record Request(PageRequest Page, bool Closed = false) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "invitation.list";

    protected override async Task<Result<Page<InvitationView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<Invitation> invitations = context.Db.Invitations;
        if (!request.Closed)
            invitations = invitations.Where(row => row.AcceptedAt == null && row.RevokedAt == null);
        var page = await invitations.NewestAsync(request.Page, row => row.Id, row => row.UpdatedAt, row => row, ct);
        var failures = await EmailFailures.OfAsync(context.FinalRead(), [.. page.Data.Select(row => row.Id.ToString())], ct);
        var views = page.Data.Select(row => InvitationView.Of(row, context.Now) with
        {
            EmailFailure = failures.GetValueOrDefault(row.Id.ToString()),
        });
        return new Page<InvitationView>([.. views], page.HasMore, page.NextCursor) { PreviousCursor = page.PreviousCursor };
    }
}
