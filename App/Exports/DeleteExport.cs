namespace App.Exports;

/// <summary>Deletes an export: it stops if it is running, and its link no longer works. A schedule deletes the file.</summary>
public sealed class DeleteExport(Gate gate, ExportLists lists) : Operation<DeleteExport.Request, ExportView>(gate)
{
    public sealed record Request(Id<Export> Id) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "export.delete";

    protected override async Task<Result<ExportView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { State: not ExportState.Deleted } export
            || !lists.NamesFor(context.Actor).Contains(export.List))
            return Problem.Missing("The export");
        var view = ExportView.Of(export);
        export.Delete(context.Now);
        context.Note(view.Id.ToString(), lists.LabelOf(export), before: view);
        return view;
    }
}
