using Microsoft.EntityFrameworkCore;

namespace App.Exports;

/// <summary>Returns how far an export is and, once it has finished, a link to its file.</summary>
public sealed class GetExport(Gate gate, ExportLists lists, ExportLinks links) : Query<GetExport.Request, GetExport.Found>(gate)
{
    public sealed record Request(Id<Export> Id) : IRequest;

    /// <param name="Export">The export.</param>
    /// <param name="Link">Signed path of the file; null if the export has not finished.</param>
    public sealed record Found(ExportView Export, string? Link);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "export.get";

    protected override async Task<Result<Found>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var names = lists.NamesFor(context.Actor);
        var export = await context.FinalRead().Exports.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == request.Id && names.Contains(row.List), ct);
        if (export is null or { State: ExportState.Deleted } || export.ExpiresAt <= context.Now)
            return Problem.Missing("The export");
        return new Found(ExportView.Of(export), links.LinkTo(export, context.Actor));
    }
}
