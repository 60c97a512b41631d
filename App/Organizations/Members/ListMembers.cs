using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Lists the active and suspended members of the organization, newest first.</summary>
public sealed class ListMembers(Gate gate, MemberStore store) : Query<ListMembers.Request, Page<MemberView>>(gate)
{
    public sealed record Request(PageRequest Page) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "member.list";

    protected override async Task<Result<Page<MemberView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var present = context.Db.Members.Where(member => member.Status != MemberStatus.Removed);
        var page = await present.NewestAsync(request.Page, member => member.Id, member => member.UpdatedAt, member => member, ct);
        var views = await store.ViewsAsync(context, page.Data, ct);
        return new Page<MemberView>(views, page.HasMore, page.NextCursor) { PreviousCursor = page.PreviousCursor };
    }
}
