using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Who is in the organization, latest first.</summary>
public sealed class ListMembers(Gate gate, MemberBook book) : Query<ListMembers.Request, Page<MemberView>>(gate)
{
    public sealed record Request(PageRequest Page) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Permission Permission => OrganizationPermissions.SeeMembers;
    protected internal override string Action => "member.list";

    protected override async Task<Result<Page<MemberView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var page = await pass.Db.Members.Where(member => member.Status == MemberStatus.Active).NewestAsync(request.Page, member => member.Id, member => member, ct);
        return new Page<MemberView>(await book.ViewsAsync(pass, page.Data, ct), page.HasMore, page.NextCursor) { PreviousCursor = page.PreviousCursor };
    }
}
