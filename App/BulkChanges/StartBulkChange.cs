using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace App.BulkChanges;

/// <summary>
/// Begins to change many records. The records are fixed now: what matches the filter later is not changed. A job changes one
/// record after the other in the name of the member, who needs the permission of the action at that time too.
/// </summary>
public sealed class StartBulkChange(Gate gate, BulkActions actions, IServiceProvider services)
    : Operation<StartBulkChange.Request, BulkChangeView>(gate)
{
    /// <param name="Action">Name of a <see cref="BulkAction"/>, such as <c>product.archive</c>.</param>
    /// <param name="Selection">The records, or the filter of the list that selects them.</param>
    /// <param name="Arguments">Arguments of the action as JSON; null if it has none.</param>
    public sealed record Request(string Action, BulkSelection Selection, JsonElement? Arguments = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(
                Selection.Ids is null || Selection.Ids.Count is > 0 and <= BulkChange.Most, "ids",
                $"Select 1 to {BulkChange.Most:N0} records.", "out_of_range")
            .That(Selection.Ids is not null || Selection.Filter is not null, "ids", "Select records.", "required");
    }

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "bulk_change.start";

    protected override async Task<Result<BulkChangeView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (actions.Find(request.Action) is not { } action || context.Actor.Kind != ActorKind.Member)
            return Problem.Missing("The bulk action");
        if (!context.Actor.May(action.Permission))
            return await context.ForbiddenAsync(action.Permission, ct);
        if (action.StepUp && !context.Actor.HasProved(context.Now))
            return Problem.StepUpRequired;
        var handler = (IBulkHandler)services.GetRequiredService(action.Handler);
        if (handler.Check(request.Selection, request.Arguments) is { } invalid)
            return invalid;
        var targets = await handler.SelectAsync(context, request.Selection, BulkChange.Most + 1, ct);
        if (targets.Count == 0)
            return BulkChangeProblems.NothingSelected;
        if (targets.Count > BulkChange.Most)
            return BulkChangeProblems.TooMany;

        var change = BulkChange.Begin(
            action, request.Arguments?.GetRawText(), targets.Count, context.Actor, context.Now);
        context.Db.Add(change);
        await context.Db.SaveChangesAsync(ct); // the items refer to it
        await BulkItems.AddAsync(context, change, targets, ct);
        var view = BulkChangeView.Of(change);
        context.Note(view.Id.ToString(), action.Asked(targets.Count), after: view);
        context.Enqueue(BulkChangeJobs.Run, change.Id.Value);
        return view;
    }
}
