namespace App.BulkChanges;

/// <summary>
/// Brings the records of a bulk change back to what they were, as a bulk change of its own. A record that was changed since is
/// left as it is and listed as failed.
/// </summary>
public sealed class UndoBulkChange(Gate gate, BulkActions actions)
    : Operation<UndoBulkChange.Request, BulkChangeView>(gate)
{
    public sealed record Request(Id<BulkChange> Id) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "bulk_change.undo";

    protected override async Task<Result<BulkChangeView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { } change || !actions.May(context, change)
            || context.Actor.Kind != ActorKind.Member)
            return Problem.Missing("The bulk change");
        var action = actions.Find(change.Action)!;
        if (action.StepUp && !context.Actor.HasProved(context.Now))
            return Problem.StepUpRequired;
        if (!IsUndoable(BulkChangeView.Of(change), action, context.Now))
            return BulkChangeProblems.NotUndoable;

        var before = BulkChangeView.Of(change);
        var undo = BulkChange.Begin(action, change.Arguments, change.Done, context.Actor, context.Now, undoes: change);
        context.Db.Add(undo);
        change.BeUndoneBy(undo, context.Now);
        await context.Db.SaveChangesAsync(ct); // the items refer to it
        await BulkItems.AddUndoneAsync(context, change, undo, ct);
        context.Note(change.Id.ToString(), actions.LabelOf(change), before, BulkChangeView.Of(change));
        context.Enqueue(BulkChangeJobs.Run, undo.Id.Value);
        return BulkChangeView.Of(undo);
    }

    /// <summary>Returns whether a bulk change can be undone at this time.</summary>
    public static bool IsUndoable(BulkChangeView change, BulkAction action, DateTimeOffset now) =>
        action.CanUndo && change is { State: not BulkState.Running, Done: > 0, UndoneBy: null, UndoOf: null }
        && change.CreatedAt > now - BulkChange.UndoTime;
}
