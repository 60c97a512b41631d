using Microsoft.EntityFrameworkCore;

namespace App.ApiKeys;

/// <summary>Lists the API keys that are not revoked, newest first. With revoked=true, lists the revoked ones instead.</summary>
public sealed class ListApiKeys(Gate gate) : Query<ListApiKeys.Request, Page<ApiKeyView>>(gate)
{
    public sealed record Request(PageRequest Page, bool Revoked = false) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Read);
    protected internal override string Action => "key.list";

    protected override async Task<Result<Page<ApiKeyView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var keys = context.FinalRead().ApiKeys.Where(key => key.RevokedAt != null == request.Revoked);
        var page = await keys.NewestAsync(request.Page, key => key.Id, key => key.UpdatedAt, key => key, ct);
        return new Page<ApiKeyView>([.. page.Data.Select(ApiKeyView.Of)], page.HasMore, page.NextCursor)
        {
            PreviousCursor = page.PreviousCursor,
        };
    }
}
