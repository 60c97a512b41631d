using Microsoft.EntityFrameworkCore;

namespace App.Exports;

/// <summary>
/// Opens the file of an export in the name of the member who got the link, and writes an audit entry about it. The member must
/// still be one, and may still read the list.
/// </summary>
public sealed class DownloadExport(Gate gate, ExportLists lists, IObjectStore store)
    : Operation<DownloadExport.Request, DownloadExport.File>(gate)
{
    public sealed record Request(Id<Export> Id) : IRequest;

    /// <param name="Name">Name of the file in the browser.</param>
    /// <param name="Type">Media type.</param>
    /// <param name="Path">Name of the file in the store.</param>
    public sealed record File(string Name, string Type, string Path);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "export.download";

    protected override async Task<Result<File>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var names = lists.NamesFor(context.Actor);
        var export = await context.Db.Exports.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == request.Id && names.Contains(row.List), ct);
        if (export is not { State: ExportState.Finished } || export.ExpiresAt <= context.Now)
            return Problem.Missing("The file");
        var path = ExportFiles.FileOf(context.Organization.Id, export.Id.Value);
        await using var file = await store.OpenAsync(path, ct);
        if (file is null)
            return Problem.Missing("The file");
        var view = ExportView.Of(export);
        context.Note(view.Id.ToString(), lists.LabelOf(export), after: view);
        return new File(view.FileName, ExportFiles.TypeOf(export.Format), path);
    }
}
