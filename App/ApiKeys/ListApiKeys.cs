using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.ApiKeys;

/// <summary>Lists the API keys that are not revoked, newest first. With revoked=true, lists the revoked ones instead.</summary>
public sealed class ListApiKeys(Gate gate) : Query<ListApiKeys.Request, Page<ApiKeyView>>(gate)
{
    /// <param name="Revoked">Returns revoked API keys instead of active ones.</param>
    /// <param name="CreatedBy">Returns only API keys that belong to this member.</param>
    /// <param name="Parent">Returns only API keys that this one created.</param>
    public sealed record Request(
        PageRequest Page, bool Revoked = false, Id<Member>? CreatedBy = null, Id<ApiKey>? Parent = null) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Read);
    protected internal override string Action => "key.list";

    protected override async Task<Result<Page<ApiKeyView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var keys = context.FinalRead().ApiKeys.Where(key => key.RevokedAt != null == request.Revoked);
        if (request.CreatedBy is { } creator)
            keys = keys.Where(key => key.CreatedById == creator);
        if (request.Parent is { } parent)
            keys = keys.Where(key => key.ParentKeyId == parent);
        var page = await keys.NewestAsync(request.Page, key => key.Id, key => key.UpdatedAt, key => key, ct);
        return new Page<ApiKeyView>([.. page.Data.Select(ApiKeyView.Of)], page.HasMore, page.NextCursor)
        {
            PreviousCursor = page.PreviousCursor,
        };
    }
}
