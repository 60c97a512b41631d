using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace App.Exports;

/// <summary>
/// Begins to write the rows of a list to a file. A job reads them page by page in the name of the member, so rows that change
/// meanwhile can be in the file as they were before or after.
/// </summary>
public sealed class StartExport(Gate gate, ExportLists lists, IServiceProvider services)
    : Operation<StartExport.Request, ExportView>(gate)
{
    /// <param name="List">Name of an <see cref="ExportList"/>, such as <c>orders</c>.</param>
    /// <param name="Format">Format of the file.</param>
    /// <param name="Filter">Filter of the list as JSON.</param>
    /// <param name="Sort">Order of the list; null for its own.</param>
    public sealed record Request(string List, ExportFormat Format, JsonElement Filter, string? Sort = null) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "export.start";

    protected override async Task<Result<ExportView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (lists.Find(request.List) is not { } list || context.Actor.Kind != ActorKind.Member)
            return Problem.Missing("The list");
        if (!context.Actor.May(list.Permission))
            return await context.ForbiddenAsync(list.Permission, ct);
        var reader = (IExportReader)services.GetRequiredService(list.Reader);
        if (reader.Check(request.Filter, request.Sort) is { } invalid)
            return invalid;
        if (await context.Db.Exports.CountAsync(export => export.State == ExportState.Running, ct) >= Export.MostRunning)
            return ExportProblems.TooManyRunning;

        var export = Export.Begin(
            list, request.Format, request.Filter.GetRawText(), request.Sort, context.Actor, context.Organization, context.Now);
        context.Db.Add(export);
        var view = ExportView.Of(export);
        context.Note(view.Id.ToString(), lists.LabelOf(export), after: view);
        context.Enqueue(ExportJobs.Run, export.Id.Value);
        return view;
    }
}
