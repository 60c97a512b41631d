using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.ApiKeys;

/// <summary>Keys that work, latest first; with <c>revoked</c> those that no longer do.</summary>
public sealed class ListApiKeys(Gate gate) : Query<ListApiKeys.Request, Page<ApiKeyView>>(gate)
{
    public sealed record Request(PageRequest Page, bool Revoked = false) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Permission Permission => ApiKeyPermissions.Read;
    protected internal override string Action => "key.list";

    protected override async Task<Result<Page<ApiKeyView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var keys = pass.Last.ApiKeys.Where(key => key.RevokedAt != null == request.Revoked);
        var page = await keys.NewestAsync(request.Page, key => key.Id, key => key, ct);
        return new Page<ApiKeyView>([.. page.Data.Select(ApiKeyView.Of)], page.HasMore, page.NextCursor) { PreviousCursor = page.PreviousCursor };
    }
}
