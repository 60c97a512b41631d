using Microsoft.EntityFrameworkCore;

namespace App.Exports;

/// <summary>Lists the exports of the last 24 hours, newest first, of the lists that the caller may read.</summary>
public sealed class ListExports(Gate gate, ExportLists lists, ExportLinks links)
    : Query<ListExports.Request, IReadOnlyList<GetExport.Found>>(gate)
{
    /// <summary>The most exports that are returned.</summary>
    public const int Most = 100;

    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "export.list";

    protected override async Task<Result<IReadOnlyList<GetExport.Found>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var names = lists.NamesFor(context.Actor);
        var since = context.Now - Export.Kept;
        var found = await context.FinalRead().Exports.AsNoTracking()
            .Where(export => names.Contains(export.List) && export.CreatedAt > since && export.State != ExportState.Deleted)
            .OrderByDescending(export => export.Id).Take(Most).ToListAsync(ct);
        return (GetExport.Found[])[.. found.Select(
            export => new GetExport.Found(ExportView.Of(export), links.LinkTo(export, context.Actor)))];
    }
}
